import { tell } from '#modules/notices'
import type { Tx } from '#platform/db'
import { insertNudge, type NewNudge } from '../store/nudges.ts'

/**
 * From nobody but themselves, so that it tells nothing of who asks where that is not to be told. Whether it is new to them and they
 * allow it.
 */
export async function draw(
  tx: Tx,
  nudge: Pick<NewNudge, 'askId' | 'personId' | 'reason' | 'wave' | 'createdAt'>,
): Promise<boolean> {
  const made = await insertNudge(tx, { ...nudge, fromId: null, firstId: nudge.personId, word: null })
  const { personId, askId } = nudge
  if (made) await tell(tx, { personId, kind: 'ask_nudge', fromId: personId, aboutId: askId })
  return made !== null
}
