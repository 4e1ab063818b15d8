import { tell } from '#modules/notices'
import { say } from '#modules/statuses'
import type { Context } from '#platform/context'
import { transaction, violates, type Database, type Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import {
  cleanNote,
  cleanWord,
  expiryOf,
  OPEN_AT_MOST,
  openingWords,
  stateAt,
  takeAnswer,
  takeWithdrawal,
  waitedFor,
  type Answer,
  type Introduction,
  type Party,
} from './model.ts'
import * as store from './store.ts'
import { findDue, findHandles, findOther, findPicked, mutes, openPairs, ruledOutBy } from './views.ts'

export type Proposal = { parties: [string, string]; note: string; words?: Record<string, string> }

/** Proposes that two of one's people meet; answers the id. Each of the two is asked alone. */
export async function propose(ctx: Context, introducerId: string, proposal: Proposal): Promise<string> {
  const parties = readParties(introducerId, proposal)
  const note = cleanNote(proposal.note)
  try {
    return await transaction(ctx.db, (tx) => proposeIn(ctx, tx, introducerId, parties, note))
  } catch (error) {
    // One of the two deleted their account meanwhile.
    if (GONE.some((constraint) => violates(error, constraint))) throw missing()
    throw error
  }
}

const GONE = ['low', 'high', 'introducer'].map((who) => `introductions_${who}_id_fkey`)

function readParties(introducerId: string, { parties, words = {} }: Proposal): [Party, Party] {
  const [first, second] = parties
  if (!isId(first) || !isId(second)) throw missing()
  if (first === second) throw refuse('invalid', 'introductions.same_person')
  if (parties.includes(introducerId)) throw refuse('invalid', 'introductions.yourself')
  if (Object.keys(words).some((id) => !parties.includes(id))) throw refuse('invalid', 'introductions.word_for_another')
  const party = (personId: string): Party => ({ personId, word: cleanWord(words[personId]), answer: null })
  return [party(first), party(second)]
}

async function proposeIn(ctx: Context, tx: Database, introducerId: string, parties: [Party, Party], note: string) {
  const now = ctx.now()
  const ids: [string, string] = [parties[0].personId, parties[1].personId]
  await store.lockPeople(tx, [introducerId, ...ids])
  await requirePickable(tx, introducerId, ids)
  await requireRoom(tx, introducerId, ids, now)
  const ruledOut = await ruledOutBy(tx, ...ids)
  const asked = parties.map((party) => answered(party, ruledOut)) as [Party, Party]
  const id = await store.insertIntroduction(tx, {
    introducerId,
    parties: asked,
    note,
    state: ruledOut.length > 0 ? 'lapsed' : 'open',
    createdAt: now,
    expiresAt: expiryOf(now),
  })
  // The other one is asked as ever: were they not, they could tell whose "no" it was.
  for (const { personId } of asked) {
    if (ruledOut.some((one) => one.id === personId)) continue
    await tell(tx, { personId, kind: 'introduction', fromId: introducerId, aboutId: id })
  }
  return id
}

/** Refuses whoever is not one of the introducer's people, or does not want to be proposed by them. */
export async function requirePickable(tx: Database, introducerId: string, ids: string[]) {
  const picked = await findPicked(tx, introducerId, ids)
  if (picked.length < ids.length) throw missing()
  if (!picked.every(({ mine }) => mine)) throw refuse('invalid', 'introductions.not_your_people')
  // Which of the two, and why, is not the introducer's to know.
  if (!picked.every(({ open_to_it }) => open_to_it)) throw refuse('invalid', 'introductions.not_open_to_it')
}

async function requireRoom(tx: Database, introducerId: string, ids: string[], now: Temporal.Instant) {
  const open = await openPairs(tx, introducerId, now)
  if (open.some((pair) => ids.every((id) => pair.includes(id)))) throw refuse('invalid', 'introductions.already_open')
  if (open.length >= OPEN_AT_MOST) throw refuse('invalid', 'introductions.too_many_open', { most: OPEN_AT_MOST })
}

/** "Never this pair" is an answer given beforehand. */
function answered(party: Party, ruledOut: { id: string; never: boolean }[]): Party {
  return ruledOut.some(({ id, never }) => never && id === party.personId) ? { ...party, answer: 'no' } : party
}

/** Says yes or no, or something else than before. With the second yes they meet. */
export async function answer(ctx: Context, personId: string, id: string, given: Answer): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const now = ctx.now()
    const introduction = await store.lockIntroduction(tx, id)
    if (!introduction) throw missing()
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

export type Requested = { seekerId: string; targetId: string; note: string; word?: string; expiresAt: Temporal.Instant }

/**
 * Asks somebody whether they would meet a seeker who asked for it, which is the seeker's yes; answers the id. Refuses where
 * the introducer may not propose the target. Null where the target is not to be asked: who proposes it does not learn that.
 */
export async function proposeRequested(ctx: Context, tx: Tx, introducerId: string, requested: Requested) {
  const { seekerId, targetId, note, expiresAt } = requested
  await store.lockPeople(tx, [introducerId, seekerId, targetId])
  await requirePickable(tx, introducerId, [targetId])
  if ((await ruledOutBy(tx, seekerId, targetId)).length > 0 || (await mutes(tx, targetId, seekerId))) return null
  const id = await store.insertIntroduction(tx, {
    introducerId,
    seekerId,
    parties: [
      { personId: seekerId, word: null, answer: 'yes' },
      { personId: targetId, word: cleanWord(requested.word), answer: null },
    ],
    note,
    state: 'open',
    createdAt: ctx.now(),
    expiresAt,
  })
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

/** Takes a proposal back. Whoever had said yes hears that it did not come about. */
export async function withdraw(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const introduction = await store.lockIntroduction(tx, id)
    if (!introduction) throw missing()
    if (takeWithdrawal(introduction, personId, ctx.now())) await end(tx, introduction)
  })
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
    await store.lockPeople(tx, [personId, found.otherId])
    await store.insertNever(tx, personId, found.otherId)
    await store.lapsePair(tx, personId, found.otherId)
    await store.answerPair(tx, personId, found.otherId, 'no', ctx.now())
  })
}

const AT_ONCE = 500

/** Ends those whose time is over. Their introducer and whoever had said yes hear that it did not come about. */
export async function endDue(ctx: Context): Promise<void> {
  const now = ctx.now()
  const due = await findDue(ctx.db, now, AT_ONCE)
  for (const id of due) {
    await transaction(ctx.db, async (tx) => {
      const introduction = await store.lockIntroduction(tx, id)
      if (!introduction || !isOver(introduction, now)) return
      await end(tx, introduction)
      const { introducerId, seekerId } = introduction
      if (seekerId) return
      // From nobody but themselves: a notice from one of the two would be missing where that one blocks them.
      await tell(tx, { personId: introducerId, kind: 'introduction_ended', fromId: introducerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await endDue(ctx)
}

function isOver(introduction: Introduction, now: Temporal.Instant): boolean {
  return introduction.state !== 'ended' && stateAt(introduction, now) === 'ended'
}

async function end(tx: Database, introduction: Introduction) {
  const { id, introducerId } = introduction
  await store.setEnded(tx, id)
  for (const personId of waitedFor(introduction)) {
    await tell(tx, { personId, kind: 'introduction_ended', fromId: introducerId, aboutId: id })
  }
}
