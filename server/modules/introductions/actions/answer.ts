import { tell } from '#modules/notices'
import { say } from '#modules/statuses'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Database } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import { openingWords, takeAnswer, type Answer, type Introduction } from '../model.ts'
import * as store from '../store.ts'
import { findHandles, findOther, isConcerned } from '../views.ts'

/** Says yes or no, or something else than before. With the second yes they meet. */
export async function answer(ctx: Context, personId: string, id: string, given: Answer): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const now = ctx.now()
    const introduction = await store.lockIntroduction(tx, id)
    if (!introduction || !(await isConcerned(tx, personId, id))) throw missing()
    const { changes, meets } = takeAnswer(introduction, personId, given, now)
    if (!changes) return
    await store.setAnswer(tx, id, personId, given, now)
    if (given === 'yes') await store.takeBackNever(tx, personId, id)
    if (meets) await meet(ctx, tx, introduction, now)
  })
}

/** A conversation of the three opens with the introducer's words, and each is told. */
async function meet(
  ctx: Context,
  tx: Database,
  { id, introducerId, seekerId, parties, note }: Introduction,
  now: Temporal.Instant,
) {
  const ids = parties.map((party) => party.personId)
  // Whoever asked to be introduced begins, with their own words.
  const beginner = seekerId ?? introducerId
  const called = [introducerId, ...ids].filter((id) => id !== beginner)
  const text = openingWords(note, await findHandles(tx, called))
  const statusId = await say({ ...ctx, db: tx }, { personId: beginner, text, visibility: 'direct' })
  await store.setMet(tx, id, statusId, now)
  for (const personId of ids) await tell(tx, { personId, kind: 'introduction_met', fromId: introducerId, aboutId: id })
  await tell(tx, { personId: introducerId, kind: 'introduction_met', fromId: introducerId, aboutId: id })
}

/**
 * Never this pair: what is proposed of it lapses in silence, now and later, whoever proposes it. A yes takes that back for
 * what is proposed from then on.
 */
export async function sayNever(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const found = await findOther(tx, personId, id)
    if (!found) throw missing()
    if (found.introducerId === personId) throw refuse('invalid', 'introductions.not_a_party')
    await lockPeople(tx, [personId, found.otherId])
    await store.insertNever(tx, personId, found.otherId)
    await store.lapsePair(tx, personId, found.otherId)
    await store.answerPair(tx, personId, found.otherId, 'no', ctx.now())
  })
}
