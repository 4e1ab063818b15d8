import { tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import type { Tx } from '#platform/db'
import { cleanWord } from '../model.ts'
import * as store from '../store.ts'
import { isConcerned, ruledOutBy } from '../views.ts'
import { end } from './end.ts'
import { requirePickable } from './propose.ts'

export type Requested = {
  seekerId: string
  targetId: string
  note: string
  word?: string
  /** When and where they could meet. */
  meeting?: string | null
  expiresAt: Temporal.Instant
}

/**
 * Asks somebody whether they would meet a seeker who asked for it, which is the seeker's yes; answers the id. Refuses where
 * the introducer may not propose the target. Null where the target is not to be asked: who proposes it does not learn that.
 */
export async function proposeRequested(ctx: Context, tx: Tx, introducerId: string, requested: Requested) {
  const { seekerId, targetId, note, meeting, expiresAt } = requested
  await lockPeople(tx, [introducerId, seekerId, targetId])
  await requirePickable(tx, introducerId, [targetId])
  if ((await ruledOutBy(tx, seekerId, targetId)).length > 0) return null
  const id = await store.insertIntroduction(tx, {
    introducerId,
    seekerId,
    parties: [
      { personId: seekerId, word: null, answer: 'yes' },
      { personId: targetId, word: cleanWord(requested.word), answer: null },
    ],
    note,
    meeting,
    state: 'open',
    createdAt: ctx.now(),
    expiresAt,
  })
  if (await isConcerned(tx, targetId, id))
    await tell(tx, { personId: targetId, kind: 'introduction', fromId: introducerId, aboutId: id })
  return id
}

/** Ends one that was asked for, because whoever asked or handed it on took it back. False where it has come about. */
export async function endRequested(tx: Tx, id: string): Promise<boolean> {
  const introduction = await store.lockIntroduction(tx, id)
  if (introduction?.state === 'met') return false
  if (introduction && introduction.state !== 'ended') await end(tx, introduction)
  return true
}
