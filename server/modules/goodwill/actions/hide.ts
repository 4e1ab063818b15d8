/** What becomes of a thanks that was reported, or whose two shut each other out. */
import { forgetAbout } from '#modules/notices'
import type { Happening } from '#platform/context'
import type { Tx } from '#platform/db'
import * as store from '../store.ts'

/** Those who look after the place take down what was said with it; the thanks stays. Whether there was a word. */
export async function takeDownThanksWord(tx: Tx, id: string): Promise<boolean> {
  const found = await store.lockThanks(tx, id)
  if (!found?.word) return false
  await store.setWordTakenDown(tx, id)
  return true
}

/** Whoever reports it does not see it any more, so nor do others on their page: they could not take it off. */
export async function hideReportedThanks(tx: Tx, personId: string, id: string): Promise<void> {
  await store.hideOf(tx, id, personId)
}

/**
 * After a block it stands on the page of neither, whose yes was to somebody else; and nobody keeps a notice that names the other as one
 * end of a thanks.
 */
export async function takeBlock(tx: Tx, { blockerId, blockedId }: Extract<Happening, { kind: 'ties.blocked' }>) {
  await store.hideBetween(tx, blockerId, blockedId)
  const ids = await store.chainedBetween(tx, blockerId, blockedId)
  await forgetAbout(tx, ['thanks_chain'], ids, [blockerId, blockedId])
}
