/** What is being reported right now: opened from any menu, shown by one sheet. */
import type { Account, Status } from '#lib/api/entities.ts'

export type Reported =
  | { kind: 'person'; account: Account }
  | { kind: 'status'; status: Status }
  | { kind: 'introduction' | 'request' | 'ask' | 'answer' | 'guest_introduction' | 'offer' | 'thanks'; id: string }

let what = $state<Reported | null>(null)

export const reporting = {
  get what() {
    return what
  },
  open(reported: Reported) {
    what = reported
  },
  close() {
    what = null
  },
}
