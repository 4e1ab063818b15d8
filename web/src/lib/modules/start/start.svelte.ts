/** What is being begun right now: the sheet of beginnings, or something being said. Open from anywhere on the page. */
import type { Account, CircleName, Status } from '#lib/api/entities.ts'

export type Saying = {
  edit?: Status
  replyTo?: Status
  to?: Account
  circle?: CircleName
  pictures?: boolean
  text?: string
}

let sheet = $state(false)
let composer = $state<Saying | null>(null)
const again = new Map<string, () => void>()

export const start = {
  get sheet() {
    return sheet
  },
  set sheet(open) {
    sheet = open
  },
  get composer() {
    return composer
  },
  compose(saying: Saying = {}) {
    sheet = false
    composer = saying
  },
  close() {
    composer = null
  },
  /** A link's click opens the sheet instead, where script runs. */
  open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    sheet = true
  },
  /** Tapping the place one is at already goes to its top. */
  again: (href: string) => again.get(href)?.(),
  onAgain(href: string, act: () => void) {
    again.set(href, act)
    return () => void again.delete(href)
  },
}
