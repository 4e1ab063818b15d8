import { tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, violates, type Database } from '#platform/db'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import {
  cleanMeeting,
  cleanNote,
  cleanWord,
  expiryOf,
  OPEN_AT_MOST,
  PROPOSALS_A_DAY,
  type Party,
  type ReasonKind,
} from '../model.ts'
import * as store from '../store.ts'
import { findPicked, isConcerned, proposedPairs, ruledOutBy } from '../views.ts'

export type Proposal = {
  parties: [string, string]
  note: string
  words?: Record<string, string>
  /** When and where they could meet. */
  meeting?: string | null
  /** The reasons for which Kith had suggested the two, if it did. */
  suggestedFor?: ReasonKind[]
}

/** Proposes that two of one's people meet; answers the id. Each of the two is asked alone. */
export async function propose(ctx: Context, introducerId: string, proposal: Proposal): Promise<string> {
  const parties = readParties(introducerId, proposal)
  const words = {
    note: cleanNote(proposal.note),
    meeting: cleanMeeting(proposal.meeting),
    suggestedFor: [...new Set(proposal.suggestedFor)],
  }
  try {
    return await transaction(ctx.db, (tx) => proposeIn(ctx, tx, introducerId, parties, words))
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

type Words = { note: string; meeting: string | null; suggestedFor: ReasonKind[] }

async function proposeIn(ctx: Context, tx: Database, introducerId: string, parties: [Party, Party], words: Words) {
  const now = ctx.now()
  const ids: [string, string] = [parties[0].personId, parties[1].personId]
  await lockPeople(tx, [introducerId, ...ids])
  await requirePickable(tx, introducerId, ids)
  await requireRoom(tx, introducerId, ids, now)
  const ruledOut = await ruledOutBy(tx, ...ids)
  const asked = parties.map((party) => answered(party, ruledOut)) as [Party, Party]
  const id = await store.insertIntroduction(tx, {
    introducerId,
    parties: asked,
    ...words,
    state: ruledOut.length > 0 ? 'lapsed' : 'open',
    createdAt: now,
    expiresAt: expiryOf(now),
  })
  // The other one is asked as ever: were they not, they could tell whose "no" it was.
  for (const { personId, answer } of asked) {
    if (answer || !(await isConcerned(tx, personId, id))) continue
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
  const proposed = await proposedPairs(tx, introducerId, now)
  const again = proposed.filter(({ pair }) => ids.every((id) => pair.includes(id)))
  if (again.some(({ withdrawn }) => !withdrawn)) throw refuse('invalid', 'introductions.already_open')
  // Else the two could be told of it anew as often as the introducer likes.
  if (again.length > 0) throw refuse('invalid', 'introductions.proposed_lately')
  const open = proposed.filter(({ withdrawn }) => !withdrawn)
  if (open.length >= OPEN_AT_MOST) throw refuse('invalid', 'introductions.too_many_open', { most: OPEN_AT_MOST })
  await attempt(tx, `introduction ${introducerId}`, PROPOSALS_A_DAY)
}

/** "Never this pair" is an answer given beforehand. */
function answered(party: Party, ruledOut: { id: string; never: boolean }[]): Party {
  return ruledOut.some(({ id, never }) => never && id === party.personId) ? { ...party, answer: 'no' } : party
}
