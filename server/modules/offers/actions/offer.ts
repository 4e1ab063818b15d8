import { areOwnCircles } from '#modules/circles'
import { forgetAbout } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { isId } from '#platform/ids'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { A_DAY, cleanOffer, type Words } from '../model/rules.ts'
import * as store from '../store/offers.ts'
import { allOpenOf } from '../views/lookups.ts'
import { endRingsOf, endRingsWith } from './rings.ts'

/** What is told of an offer or a need. */
export const NOTICES = ['offer_match', 'offer_taker', 'offer_chosen', 'offer_unchosen', 'offer_let_go'] as const
type Told = (typeof NOTICES)[number]
/** That who had it let go is told also past its time: its owner may be waiting for them. */
const OVER_BY_TIME = NOTICES.filter((kind) => kind !== 'offer_let_go')

/** Offers or needs something; answers the id. What answers it, and the rings it closes, are looked for at once. */
export async function offer(ctx: Context, personId: string, words: Words): Promise<string> {
  const clean = cleanOffer(words, ctx.now())
  if (!clean.circleIds.every(isId)) throw missing()
  return transaction(ctx.db, async (tx) => {
    if (!(await areOwnCircles(tx, personId, clean.circleIds))) throw missing()
    await attempt(tx, `offer ${personId}`, A_DAY)
    const id = await store.insertOffer(tx, { personId, ...clean, createdAt: ctx.now() })
    await announce(tx, { kind: 'offer.changed', id })
    await lookFor(tx, id)
    return id
  })
}

/** What answers something that stands, or stands again, and the rings it closes. */
export async function lookFor(tx: Tx, id: string): Promise<void> {
  await addJob(tx, 'offers.match', { id }, { key: `offers.match ${id}` })
  await addJob(tx, 'offers.rings', { id }, { key: `offers.rings ${id}` })
}

/** Takes it back; nobody is told more than that it is over. */
export async function withdrawOffer(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    if (own.state !== 'open') throw refuse('invalid', 'offers.over')
    await store.setState(tx, id, 'ended')
    await leaveOff(tx, [id])
  })
}

/** Over for good, they are in no ring and told no more; who has one open reads again. */
export async function leaveOff(tx: Tx, ids: readonly string[], told: readonly Told[] = NOTICES): Promise<void> {
  await endRingsWith(tx, ids)
  await forgetAbout(tx, told, ids)
  for (const id of ids) await announce(tx, { kind: 'offer.changed', id })
}

/** Whoever leaves this place takes theirs along; who holds or watches any of it hears that. */
export async function takeAlong(tx: Tx, personId: string): Promise<void> {
  // Before the rings: who says yes to one holds its people first.
  await lockPeople(tx, [personId])
  await endRingsOf(tx, personId)
  for (const id of await allOpenOf(tx, personId)) await announce(tx, { kind: 'offer.changed', id })
}

/** Missing to anybody but whose it is. */
export async function lockOwn(tx: Tx, personId: string, id: string): Promise<store.LockedOffer> {
  const locked = await store.lockOffer(tx, id)
  if (locked?.personId !== personId) throw missing()
  return locked
}

const AT_ONCE = 500

/** Ends those whose time is over. */
export async function endDue(ctx: Context): Promise<void> {
  const ended = await transaction(ctx.db, async (tx) => {
    const ids = await store.endExpired(tx, ctx.now(), AT_ONCE)
    await leaveOff(tx, ids, OVER_BY_TIME)
    return ids.length
  })
  if (ended === AT_ONCE) await endDue(ctx)
}
