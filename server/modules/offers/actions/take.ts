import { forgetAbout, tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { cleanWord, draw, requireOpen, type Saying } from '../model/rules.ts'
import * as offers from '../store/offers.ts'
import * as takers from '../store/takers.ts'
import { drawableTakers, dueForDraw, findChosen, isWordTakenDown, maySeeOffer, wasHanded } from '../views/lookups.ts'
import { otherOfHandOver } from '../views/rings.ts'
import { lockOwn, lookFor } from './offer.ts'
import { endRingsWith } from './rings.ts'

/** Would like what is offered, or would help with what is needed. Who comes first has nothing of it. */
export async function take(ctx: Context, personId: string, id: string, word?: string | null): Promise<void> {
  const clean = cleanWord(word)
  await transaction(ctx.db, async (tx) => {
    const found = await offers.lockOffer(tx, id)
    if (!found || !(await maySeeOffer(tx, personId, id))) throw missing()
    if (found.personId === personId) throw refuse('invalid', 'offers.your_own')
    requireOpen(found, ctx.now())
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
    if (await wasHanded(tx, id)) throw refuse('invalid', 'offers.over')
    await reopen(ctx, tx, found)
    await announce(tx, { kind: 'offer.changed', id })
  })
}

/** To the two alone: whoever else has it open would count by it how many would like it. */
async function announceTaker(tx: Tx, { id, personId }: offers.LockedOffer, takerId: string) {
  for (const person of [personId, takerId]) await announce(tx, { kind: 'offer.changed', id, person_id: person })
}

/** Whose it is chooses one of those who would. */
export async function choose(ctx: Context, personId: string, id: string, takerId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    requireOpen(own, ctx.now())
    const would = await drawableTakers(tx, id, ctx.now())
    if (!would.some((one) => one.personId === takerId)) throw missing()
    await give(ctx, tx, own, takerId)
  })
}

/** Lots are drawn at that time, among all who would like it by then; null: not after all. */
export async function letDraw(ctx: Context, personId: string, id: string, at: Temporal.Instant | null): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    requireOpen(own, ctx.now())
    if (own.kind !== 'offer') throw refuse('invalid', 'offers.no_lot')
    if (at && Temporal.Instant.compare(at, own.expiresAt) > 0) throw refuse('invalid', 'offers.lot_too_late')
    await offers.setDrawn(tx, id, at)
    // What a lot is to be drawn for is promised to those among whom.
    await (at ? endRingsWith(tx, [id]) : lookFor(tx, id))
    await announce(tx, { kind: 'offer.changed', id })
  })
}

const AT_ONCE = 200

/** Draws the lots that are due; who received little lately has the better chance. Where nobody would like it, it stands open. */
export async function drawDue(ctx: Context, random = Math.random): Promise<void> {
  const due = await dueForDraw(ctx.db, ctx.now(), AT_ONCE)
  for (const id of due)
    await transaction(ctx.db, async (tx) => {
      const found = await offers.lockOffer(tx, id)
      if (found?.state !== 'open' || !found.drawnAt) return
      const drawn = draw(await drawableTakers(tx, id, ctx.now()), random())
      if (drawn) return give(ctx, tx, found, drawn.personId)
      await offers.setDrawn(tx, id, null)
      await lookFor(tx, id)
      await announce(tx, { kind: 'offer.changed', id })
    })
  if (due.length === AT_ONCE) await drawDue(ctx, random)
}

async function give(ctx: Context, tx: Tx, found: offers.LockedOffer, takerId: string) {
  const { id, personId } = found
  if (!(await takers.setChosen(tx, id, takerId, ctx.now()))) throw missing()
  await offers.setState(tx, id, 'given')
  await endRingsWith(tx, [id])
  await forgetAbout(tx, ['offer_unchosen'], [id], [takerId])
  await tell(tx, { personId: takerId, kind: 'offer_chosen', fromId: personId, aboutId: id })
  await announce(tx, { kind: 'offer.changed', id })
}

/**
 * How it went, as each of the two says, for these two alone. Who says that it did not come to it lets the next have their turn, while
 * its time is not over.
 */
export async function sayHowItWent(ctx: Context, personId: string, id: string, saying: Saying): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const other = await otherOfHandOver(tx, id)
    if (other) await offers.holdOffers(tx, [id, other])
    const found = await offers.lockOffer(tx, id)
    const chosenId = found && (await findChosen(tx, id))
    if (!found || !chosenId || (personId !== found.personId && personId !== chosenId)) throw missing()
    if (!(await maySeeOffer(tx, personId, id))) throw missing()
    const gives = (personId === found.personId) === (found.kind === 'offer')
    const who = gives ? 'giver' : 'taker'
    await takers.setSaying(tx, id, who, saying)
    // In a ring the offer and the need are one hand-over.
    if (saying === 'handed' && other && (await findChosen(tx, other)) === found.personId) {
      await takers.setSaying(tx, other, who, saying)
      await announce(tx, { kind: 'offer.changed', id: other })
    }
    if (saying === 'missed' && personId === found.personId) await reopen(ctx, tx, found)
    await announce(tx, { kind: 'offer.changed', id })
  })
}

async function reopen(ctx: Context, tx: Tx, { id, expiresAt }: offers.LockedOffer) {
  await takers.letGo(tx, id, ctx.now())
  const stands = Temporal.Instant.compare(expiresAt, ctx.now()) > 0
  await offers.setState(tx, id, stands ? 'open' : 'ended')
  if (stands) await lookFor(tx, id)
}
