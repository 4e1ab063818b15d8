/** What is being reported right now: opened from any menu, shown by one sheet. */
import type { Account, Status } from '#lib/api/entities.ts'

export type Reported =
  | { kind: 'person'; account: Account }
  | { kind: 'status'; status: Status }
  | {
      kind: 'introduction' | 'request' | 'ask' | 'answer' | 'guest_introduction' | 'offer' | 'taker' | 'thanks'
      id: string
    }

let what = $state<Reported | null>(null)
/** What follows where it stands: one does not see it any more. */
let after: (() => void) | undefined

export const reporting = {
  get what() {
    return what
  },
  open(reported: Reported, sent?: () => void) {
    what = reported
    after = sent
  },
  sent() {
    after?.()
  },
  close() {
    what = null
  },
}
