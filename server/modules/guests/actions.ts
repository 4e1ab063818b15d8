import { hasAccount, viewPlace } from '#modules/accounts'
import {
  cleanMeeting,
  cleanNote,
  cleanWord,
  DAYS_UNTIL_ASKED,
  expiryOf,
  requirePickable,
  stateAt,
  type Answer,
} from '#modules/introductions'
import { tell } from '#modules/notices'
import { lockPeople, viewAccount } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { canMail, queueMail } from '#platform/mail'
import { missing, refuse } from '#platform/refusal'
import { randomToken, tokenHash } from '#platform/secrets'
import { attempt } from '#platform/throttle'
import { guestMail, GUEST_MAIL } from './mail.ts'
import {
  cleanGuest,
  mailboxOf,
  MAILS_A_WEEK,
  OPEN_AT_MOST,
  requireNoAddress,
  UNDELIVERED_A_WEEK,
  takeAnswer,
  takeOutcome,
  takeWithdrawal,
  type GuestIntroduction,
  type Side,
} from './model.ts'
import * as store from './store.ts'
import {
  addressToMail,
  countOpen,
  countUndelivered,
  findDue,
  findGuestsOf,
  findLink,
  findUnasked,
  isSeen,
  isThere,
  standingNo,
} from './views.ts'

export type GuestProposal = {
  personId: string
  guest: { name: string; address: string }
  note: string
  /** To the person, and to the guest, alone. */
  word?: string
  guestWord?: string
  /** When and where they could meet. */
  meeting?: string | null
  locale: string
}

const AT_ONCE = 500

/** Proposes that one of one's people and somebody with only e-mail meet: each is asked alone, the guest by their one mail. */
export async function proposeGuest(ctx: Context, introducerId: string, proposal: GuestProposal): Promise<string> {
  if (!canMail(ctx)) throw refuse('invalid', 'guests.no_mail')
  const { personId, locale } = proposal
  if (!isId(personId)) throw missing()
  if (personId === introducerId) throw refuse('invalid', 'introductions.yourself')
  const { name, address } = cleanGuest(proposal.guest)
  const words = {
    note: cleanNote(proposal.note),
    word: cleanWord(proposal.word),
    guestWord: cleanWord(proposal.guestWord),
    meeting: cleanMeeting(proposal.meeting),
  }
  requireNoAddress([name, ...Object.values(words)], address)
  return transaction(ctx.db, async (tx) => {
    const now = ctx.now()
    await lockPeople(tx, [introducerId, personId])
    await requirePickable(tx, introducerId, [personId])
    if ((await countOpen(tx, introducerId, now)) >= OPEN_AT_MOST)
      throw refuse('invalid', 'introductions.too_many_open', { most: OPEN_AT_MOST })
    const { guestId, isHere } = await reachGuest(ctx, tx, address)
    if ((await countUndelivered(tx, introducerId, now.subtract({ hours: 24 * 7 }))) >= UNDELIVERED_A_WEEK)
      throw refuse('too_many', 'guests.undelivered_often')
    await attempt(tx, `guest-mail ${introducerId}`, MAILS_A_WEEK)
    const token = randomToken()
    const said = await standingNo(tx, { introducerId, personId, guestId }, now)
    const times = { createdAt: now, expiresAt: expiryOf(now) }
    const who = { introducerId, personId, guestId, guestName: name, state: isHere ? 'lapsed' : 'open' } as const
    const id = await store.insertIntroduction(tx, { ...who, ...words, ...times, answer: said })
    await store.insertLink(tx, { tokenHash: tokenHash(token), guestId, introductionId: id, locale })
    if (!said) await tell(tx, { personId, kind: 'guest_introduction', fromId: introducerId, aboutId: id })
    if (isHere) return id
    const inTx = { ...ctx, db: tx }
    const [introducer, person] = [await viewAccount(inTx, null, introducerId), await viewAccount(inTx, null, personId)]
    const { name: place } = await viewPlace(inTx)
    const { origin } = ctx.config
    await queueMail(
      ctx,
      tx,
      guestMail({ origin, place, locale, introducer, person, token, to: { name, address }, ...words }),
      { name: GUEST_MAIL, id },
    )
    return id
  })
}

/**
 * Nobody with only e-mail is written to twice, unless they said they would like it; who wants no mail gets none. Whoever has an
 * account here is asked by nobody in this way, and whoever tries does not learn of it (docs/decisions/0015).
 */
async function reachGuest(ctx: Context, tx: Tx, address: string) {
  const isHere = await hasAccount(tx, address)
  const guest = await store.lockGuest(tx, {
    mailbox: ctx.secrets.fingerprint(mailboxOf(address)),
    asWritten: ctx.secrets.fingerprint(address),
    address: isHere ? null : ctx.secrets.encrypt(address),
  })
  if (guest.stopped_at || guest.mailed_at) throw refuse('invalid', 'guests.unreachable')
  await store.setMailed(tx, guest.id, ctx.now())
  return { guestId: guest.id, isHere }
}

/** Whether its mail may still go: somebody may have got an account here while it waited. */
export async function isToBeMailed(ctx: Context, id: string): Promise<boolean> {
  const address = await addressToMail(ctx.db, id, ctx.now())
  return address !== null && !(await hasAccount(ctx.db, ctx.secrets.decrypt(address)))
}

export async function answerAsPerson(ctx: Context, personId: string, id: string, given: Answer): Promise<void> {
  await transaction(ctx.db, async (tx) => take(ctx, tx, await lockOwn(tx, personId, id), 'person', given))
}

/** The guest's answer, by the link of their mail. `welcome`: they may be written to again. */
export async function answerAsGuest(ctx: Context, token: string, given: Answer, welcome: boolean): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const introduction = await lockByLink(tx, token)
    await take(ctx, tx, introduction, 'guest', given)
    await store.setMailed(tx, introduction.guestId, welcome ? null : introduction.createdAt)
  })
}

/**
 * No mail to this address any more, whoever would like to send one, and whatever became of what the link led to; one who has not
 * answered says no. Again is harmless. Answers the id of the introduction, where there still is one.
 */
export async function stopMail(ctx: Context, token: string): Promise<string | null> {
  const { guestId, introductionId: id } = await findLink(ctx.db, token)
  await transaction(ctx.db, async (tx) => {
    const introduction = id ? await store.lockIntroduction(tx, id) : undefined
    await store.setStopped(tx, guestId, ctx.now())
    if (introduction && introduction.guestAnswer === null && stateAt(introduction, ctx.now()) === 'open')
      await take(ctx, tx, introduction, 'guest', 'no')
    await store.forgetAddresses(tx, [guestId])
  })
  return id
}

/** With whoever leaves their introductions go, and the addresses that were kept for nothing else. */
export async function forgetGuestsOf(tx: Tx, personId: string): Promise<void> {
  await lockPeople(tx, [personId])
  await store.forgetAddresses(tx, await findGuestsOf(tx, personId), personId)
}

async function lockByLink(tx: Tx, token: string): Promise<GuestIntroduction> {
  const { introductionId } = await findLink(tx, token)
  if (introductionId === null) throw missing()
  return lockSeen(tx, introductionId)
}

/** One in which somebody is the person who is to meet the guest. */
async function lockOwn(tx: Tx, personId: string, id: string): Promise<GuestIntroduction> {
  const introduction = await lockSeen(tx, id)
  if (introduction.introducerId === personId) throw refuse('invalid', 'introductions.not_a_party')
  if (introduction.personId !== personId || !(await isSeen(tx, personId, id))) throw missing()
  return introduction
}

/** Missing, too, while one of the two here is suspended. */
async function lockSeen(tx: Tx, id: string): Promise<GuestIntroduction> {
  const introduction = await store.lockIntroduction(tx, id)
  if (!introduction || !(await isThere(tx, id))) throw missing()
  return introduction
}

/** With the second yes they meet: the person learns the address, and both here are told. */
async function take(ctx: Context, tx: Tx, introduction: GuestIntroduction, side: Side, given: Answer) {
  const { changes, meets } = takeAnswer(introduction, side, given, ctx.now())
  const { id, introducerId, personId } = introduction
  if (changes) await store.setAnswer(tx, id, side, given)
  if (!meets) return
  await store.setMet(tx, id, ctx.now())
  for (const told of [personId, introducerId])
    await tell(tx, { personId: told, kind: 'guest_introduction_met', fromId: introducerId, aboutId: id })
}

/** Whether it was good to meet. Nobody is told what either says; when both say so the introducer hears of it, once. */
export async function sayHowItWas(ctx: Context, personId: string, id: string, good: boolean): Promise<void> {
  await transaction(ctx.db, async (tx) => judge(ctx, tx, await lockOwn(tx, personId, id), 'person', good))
}

export async function sayHowItWasAsGuest(ctx: Context, token: string, good: boolean): Promise<void> {
  await transaction(ctx.db, async (tx) => judge(ctx, tx, await lockByLink(tx, token), 'guest', good))
}

async function judge(ctx: Context, tx: Tx, introduction: GuestIntroduction, side: Side, good: boolean) {
  const { changes, bothGlad } = takeOutcome(introduction, side, good, ctx.now())
  if (!changes) return
  const { id, introducerId } = introduction
  await store.setGood(tx, id, side, good)
  if (bothGlad)
    await tell(tx, { personId: introducerId, kind: 'guest_introduction_liked', fromId: introducerId, aboutId: id })
}

/** Asks the person, a month after they met, whether it was good. The guest, who wants no second mail, is asked by their page. */
export async function askHowItWas(ctx: Context): Promise<void> {
  const due = await findUnasked(ctx.db, ctx.now().subtract({ hours: 24 * DAYS_UNTIL_ASKED }), AT_ONCE)
  for (const id of due) {
    await transaction(ctx.db, async (tx) => {
      const introduction = await store.lockIntroduction(tx, id)
      if (!introduction) return
      await store.setAsked(tx, id)
      const { personId, introducerId } = introduction
      await tell(tx, { personId, kind: 'guest_introduction_outcome', fromId: introducerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await askHowItWas(ctx)
}

/** Takes a proposal back; the mail is out, and its page says that it is over. */
export async function withdrawGuest(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const introduction = await lockSeen(tx, id)
    if (takeWithdrawal(introduction, personId, ctx.now())) await end(tx, introduction)
  })
}

/** Ends those whose time is over; the introducer, and the person where they had said yes, hear that it did not come about. */
export async function endDueGuests(ctx: Context): Promise<void> {
  const now = ctx.now()
  const due = await findDue(ctx.db, now, AT_ONCE)
  for (const id of due) {
    await transaction(ctx.db, async (tx) => {
      const introduction = await store.lockIntroduction(tx, id)
      if (!introduction || introduction.state === 'ended' || stateAt(introduction, now) !== 'ended') return
      await end(tx, introduction)
      const { introducerId } = introduction
      await tell(tx, { personId: introducerId, kind: 'guest_introduction_ended', fromId: introducerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await endDueGuests(ctx)
}

/** The guest never had the mail: the introducer hears of it, and both may be asked once more. */
export async function endUndelivered(ctx: Context, tx: Tx, id: string): Promise<void> {
  const introduction = await store.lockIntroduction(tx, id)
  if (!introduction) return
  await store.setMissed(tx, introduction.guestId, ctx.now())
  if (stateAt(introduction, ctx.now()) !== 'open') return
  await store.setUndelivered(tx, id)
  await end(tx, introduction)
  const { introducerId } = introduction
  await tell(tx, { personId: introducerId, kind: 'guest_introduction_undelivered', fromId: introducerId, aboutId: id })
}

async function end(tx: Tx, { id, introducerId, personId, guestId, answer }: GuestIntroduction) {
  await store.setEnded(tx, id)
  await store.forgetAddresses(tx, [guestId])
  if (answer === 'yes')
    await tell(tx, { personId, kind: 'guest_introduction_ended', fromId: introducerId, aboutId: id })
}
