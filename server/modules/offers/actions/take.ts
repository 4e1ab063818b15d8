import { forgetAbout, tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { cleanWord, draw, requireOpen } from '../model/rules.ts'
import * as offers from '../store/offers.ts'
import * as takers from '../store/takers.ts'
import {
  drawableTakers,
  dueForDraw,
  findChosen,
  isChoosable,
  isWordTakenDown,
  maySeeOffer,
  wasHanded,
} from '../views/lookups.ts'
import { lockOwn, lookFor } from './offer.ts'
import { reopen } from './reopen.ts'
import { endRingsWith } from './rings.ts'

/** Would like what is offered, or would help with what is needed. Who comes first has nothing of it. */
export async function take(ctx: Context, personId: string, id: string, word?: string | null): Promise<void> {
  const clean = cleanWord(word)
  await transaction(ctx.db, async (tx) => {
    const found = await offers.lockOffer(tx, id)
    if (!found || !(await maySeeOffer(tx, personId, id))) throw missing()
    if (found.personId === personId) throw refuse('invalid', 'offers.your_own')
    requireOpen(found, ctx.now())
    // The lot is among those who said so by its hour, also while it waits to be drawn.
    if (found.drawnAt && isPast(ctx, found.drawnAt)) throw refuse('invalid', 'offers.lot_closed')
    if (clean && (await isWordTakenDown(tx, personId, id))) throw refuse('invalid', 'offers.word_taken_down')
    const made = await takers.upsertTaker(tx, { offerId: id, personId, word: clean, createdAt: ctx.now() })
    if (made === undefined) throw refuse('invalid', 'offers.let_go')
    if (made) await tell(tx, { personId: found.personId, kind: 'offer_taker', fromId: personId, aboutId: id })
    await announceTaker(tx, found, personId)
  })
}

/** Would not, after all. Who was chosen lets it go, and it stands open again. */
export async function letBe(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const found = await offers.lockOffer(tx, id)
    if (!found) throw missing()
    if ((await findChosen(tx, id)) !== personId) {
      if (!(await takers.removeTaker(tx, id, personId))) throw missing()
      return announceTaker(tx, found, personId)
    }
    if (await wasHanded(tx, id)) throw refuse('invalid', 'offers.handed_over')
    await reopen(ctx, tx, [id], 'taker')
    await tell(tx, { personId: found.personId, kind: 'offer_let_go', fromId: personId, aboutId: id })
  })
}

/** To the two alone: whoever else has it open would count by it how many would like it. */
async function announceTaker(tx: Tx, { id, personId }: offers.LockedOffer, takerId: string) {
  for (const person of [personId, takerId]) await announce(tx, { kind: 'offer.changed', id, person_id: person })
}

/** Whose it is chooses one of those who would; not where a lot is promised to them. */
export async function choose(ctx: Context, personId: string, id: string, takerId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    // A block holds the two between whom it is, and whoever is suspended or leaves is held, so nobody is shut out meanwhile.
    await lockPeople(tx, [personId, takerId])
    const own = await lockOwn(tx, personId, id)
    requireOpen(own, ctx.now())
    if (!(await isChoosable(tx, id, takerId))) throw missing()
    if (own.drawnAt) throw refuse('invalid', 'offers.lot_promised')
    await give(ctx, tx, own, { takerId, drawn: false })
  })
}

/** Lots are drawn at that time, among all who would like it by then; null: not after all. */
export async function letDraw(ctx: Context, personId: string, id: string, at: Temporal.Instant | null): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    requireOpen(own, ctx.now())
    if (own.kind !== 'offer') throw refuse('invalid', 'offers.no_lot')
    if (at && isPast(ctx, at)) throw refuse('invalid', 'offers.lot_past')
    if (at && Temporal.Instant.compare(at, own.expiresAt) > 0) throw refuse('invalid', 'offers.lot_too_late')
    await offers.setDrawn(tx, id, at)
    // What a lot is to be drawn for is promised to those among whom.
    await (at ? endRingsWith(tx, [id]) : lookFor(tx, id))
    await announce(tx, { kind: 'offer.changed', id })
  })
}

const AT_ONCE = 200

/**
 * Draws the lots that are due; who received little lately has the better chance. Where nobody would like it, it stands open. One that
 * fails keeps no other waiting, and is tried again the next minute; `but`: those that did just now.
 */
export async function drawDue(ctx: Context, random = Math.random, but: string[] = []): Promise<void> {
  const due = await dueForDraw(ctx.db, ctx.now(), { limit: AT_ONCE, but })
  const failed: string[] = []
  for (const { id, personId } of due)
    await drawOne(ctx, { id, personId }, random).catch((error: unknown) => {
      ctx.log.error({ offer: id, error: String(error) }, 'a lot was not drawn')
      failed.push(id)
    })
  if (due.length === AT_ONCE) await drawDue(ctx, random, [...but, ...failed])
}

async function drawOne(ctx: Context, { id, personId }: { id: string; personId: string }, random: () => number) {
  await transaction(ctx.db, async (tx) => {
    // After its hour nobody more is among them.
    const among = await drawableTakers(tx, id, ctx.now())
    await lockPeople(tx, [personId, ...among.map((one) => one.personId)])
    const found = await offers.lockOffer(tx, id)
    if (found?.state !== 'open' || !found.drawnAt) return
    const drawn = draw(await drawableTakers(tx, id, ctx.now()), random())
    if (drawn) return give(ctx, tx, found, { takerId: drawn.personId, drawn: true })
    await offers.setDrawn(tx, id, null)
    await lookFor(tx, id)
    await announce(tx, { kind: 'offer.changed', id })
  })
}

async function give(
  ctx: Context,
  tx: Tx,
  { id, personId }: offers.LockedOffer,
  { takerId, drawn }: { takerId: string; drawn: boolean },
) {
  if (!(await takers.setChosen(tx, { offerId: id, personId: takerId, drawn }, ctx.now()))) throw missing()
  await offers.setState(tx, id, 'given')
  await endRingsWith(tx, [id])
  // Also where they had it before and it did not come to it: they are told anew.
  await forgetAbout(tx, ['offer_chosen', 'offer_unchosen'], [id], [takerId])
  await tell(tx, { personId: takerId, kind: 'offer_chosen', fromId: personId, aboutId: id })
  await announce(tx, { kind: 'offer.changed', id })
}

const isPast = (ctx: Context, at: Temporal.Instant) => Temporal.Instant.compare(at, ctx.now()) <= 0
