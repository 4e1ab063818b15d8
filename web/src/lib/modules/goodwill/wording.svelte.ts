/** The thanks to which somebody adds a word right now: opened from anywhere, shown by one sheet. */
import type { Thanks } from '#lib/api/thanks.ts'

type Wording = {
  thanks: Thanks
  /** As it is then; null once it is taken back. */
  onchange?: (thanks: Thanks | null) => void
}

let open = $state.raw<Wording | null>(null)

export const wording = {
  get open() {
    return open
  },
  begin(thanks: Thanks, onchange?: Wording['onchange']) {
    open = { thanks, onchange }
  },
  close() {
    open = null
  },
}
