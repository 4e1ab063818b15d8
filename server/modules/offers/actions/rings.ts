import { forgetAbout, tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import type { Answer } from '../model/rings.ts'
import { setStates } from '../store/offers.ts'
import * as store from '../store/rings.ts'
import { insertChosen } from '../store/takers.ts'
import { maySeeRing } from '../views/rings.ts'

/**
 * Says yes, or leaves. One who leaves dissolves it for all, and nobody learns who; with the last yes it comes about, and nobody learns who
 * said yes before.
 */
export async function answerRing(ctx: Context, personId: string, id: string, answer: Answer): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const ring = await store.lockRing(tx, id)
    if (!ring || !(await maySeeRing(tx, personId, id))) throw missing()
    if (ring.state === 'met') {
      if (answer === 'no') throw refuse('conflict', 'offers.ring_met')
      return
    }
    await store.setRingAnswer(tx, id, personId, answer)
    if (answer === 'no') return forgetRings(tx, await store.endRing(tx, id))
    const waitsFor = ring.members.filter((member) => member.answer !== 'yes' && member.personId !== personId)
    if (waitsFor.length === 0) await comeAbout(ctx, tx, ring)
  })
}

/**
 * Each offer is given to the next, and each need is helped with by the one before, as if they had been chosen: how it went, and that it did
 * not come to it, each says of their own. What else these were part of dissolves.
 */
async function comeAbout(ctx: Context, tx: Tx, { id, members }: store.LockedRing) {
  const given = members.flatMap(({ offerId, needId }, at) => [
    { offerId, personId: members[(at + 1) % members.length]!.personId },
    { offerId: needId, personId: members.at(at - 1)!.personId },
  ])
  const things = given.map(({ offerId }) => offerId)
  if ((await insertChosen(tx, given, ctx.now())) < given.length) throw missing()
  await setStates(tx, things, 'given')
  await store.setRingMet(tx, id)
  await forgetAbout(tx, ['ring'], [id])
  await endRingsWith(tx, things)
  for (const { personId } of members) await tell(tx, { personId, kind: 'ring_met', fromId: personId, aboutId: id })
  await lookAgain(
    tx,
    members.map(({ personId }) => personId),
  )
  for (const thing of things) await announce(tx, { kind: 'offer.changed', id: thing })
}

/** What is no longer to be had dissolves the rings it is part of. */
export async function endRingsWith(tx: Tx, offerIds: readonly string[]): Promise<void> {
  await forgetRings(tx, await store.dissolveRingsWith(tx, offerIds))
}

export async function endRingsBetween(tx: Tx, one: string, other: string): Promise<void> {
  await forgetRings(tx, await store.dissolveRingsBetween(tx, one, other))
}

export async function endRingsOf(tx: Tx, personId: string): Promise<void> {
  await forgetRings(tx, await store.dissolveRingsOf(tx, personId))
}

const AT_ONCE = 500

/** Ends those for which not all said yes in time. */
export async function endDueRings(ctx: Context): Promise<void> {
  const ended = await transaction(ctx.db, async (tx) => {
    const gone = await store.endRingsDue(tx, ctx.now(), AT_ONCE)
    await forgetRings(tx, gone)
    return new Set(gone.map(({ ringId }) => ringId)).size
  })
  if (ended === AT_ONCE) await endDueRings(ctx)
}

/**
 * Gone for all of them, with what was told of it; who looks at it now reads again. Each hears that at what they give themselves: others
 * who watch that would learn of the ring, and by all at once who was across. What was left out because they had enough waiting is
 * looked for again.
 */
export async function forgetRings(tx: Tx, gone: store.Gone[]) {
  if (gone.length === 0) return
  await forgetAbout(tx, ['ring'], [...new Set(gone.map(({ ringId }) => ringId))])
  const heard = new Map(gone.map(({ offerId, personId }) => [offerId, personId]))
  for (const [id, personId] of heard) await announce(tx, { kind: 'offer.changed', id, person_id: personId })
  await lookAgain(tx, [...heard.values()])
}

async function lookAgain(tx: Tx, personIds: string[]) {
  await addJob(tx, 'offers.rings-again', { personIds: [...new Set(personIds)] })
}
