import { lockPeople } from '#modules/people'
import { rows, type Tx } from '#platform/db'
import type { Answer, Member } from '../model/rings.ts'
import { holdOffers } from './offers.ts'

export type Written = { id: string; madeOf: string[] }

/** Those that are not there yet; each ends with the first of what it is made of. */
export async function insertRings(
  tx: Tx,
  madeOf: string[][],
  { createdAt, expiresAt }: { createdAt: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<Written[]> {
  const text = `with made as (
      insert into rings (made_of, created_at, expires_at)
      select r.made_of, $2, least($3, (select min(o.expires_at) from offers o where o.id = any(r.made_of)))
      from json_to_recordset($1::json) r(made_of bigint[]) on conflict do nothing returning id, made_of),
    members as (
      insert into ring_members (ring_id, place, person_id, offer_id, need_id)
      select made.id, place, o.person_id, o.id, made.made_of[2 * place]
      from made cross join generate_series(1, cardinality(made.made_of) / 2) place
      join offers o on o.id = made.made_of[2 * place - 1])
    select id, made_of::text[] as "madeOf" from made`
  const wanted = JSON.stringify(madeOf.map((made) => ({ made_of: made })))
  return rows<Written>(tx, text, [wanted, createdAt.toString(), expiresAt.toString()])
}

export async function removeRings(tx: Tx, ids: string[]): Promise<void> {
  await rows(tx, 'delete from rings where id = any($1::bigint[])', [ids])
}

export type LockedRing = {
  id: string
  state: 'open' | 'met' | 'ended'
  members: (Member & { answer: Answer | null })[]
}

/**
 * A ring whose people, whose offers and needs, and the rings these are part of are held, each in the one order everybody keeps, so that it
 * stays as read until the transaction ends: whoever blocks holds two of its people, and whoever gives, withdraws or ends something that thing.
 */
export async function lockRing(tx: Tx, id: string): Promise<LockedRing | undefined> {
  const members = await findMembers(tx, id)
  await lockPeople(
    tx,
    members.map(({ personId }) => personId),
  )
  const things = members.flatMap(({ offerId, needId }) => [offerId, needId])
  await holdOffers(tx, things)
  await rows(tx, `select from rings where state = 'open' and ${MADE_WITH} order by id for update`, [things])
  const ring = await tx.selectFrom('rings').select(['id', 'state']).where('id', '=', id).forUpdate().executeTakeFirst()
  return ring && ({ ...ring, members: await findMembers(tx, id) } as LockedRing)
}

async function findMembers(tx: Tx, ringId: string) {
  const text = `select person_id as "personId", offer_id as "offerId", need_id as "needId", answer from ring_members
    where ring_id = $1 order by place`
  return rows<Member & { answer: Answer | null }>(tx, text, [ringId])
}

export async function setRingAnswer(tx: Tx, id: string, personId: string, answer: Answer): Promise<void> {
  const text = 'update ring_members set answer = $3 where ring_id = $1 and person_id = $2'
  await rows(tx, text, [id, personId, answer])
}

export async function setRingMet(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('rings').set({ state: 'met' }).where('id', '=', id).execute()
}

export async function setRingThread(tx: Tx, id: string, threadId: string): Promise<void> {
  await tx.updateTable('rings').set({ threadId }).where('id', '=', id).execute()
}

/** `$1`: something it is made of. */
const MADE_WITH =
  'id in (select ring_id from ring_members where offer_id = any($1::bigint[]) or need_id = any($1::bigint[]))'

/** What somebody gave in a ring that is open no more. */
export type Gone = { ringId: string; personId: string; offerId: string }

/** One whom somebody left, or for which not all said yes in time, stays, so that it is never proposed again. */
const END = `update rings r set state = 'ended' from held where r.id = held.id and r.state = 'open' returning r.id`
/** One that something took away is as if it had never been, and may be proposed again should that come back. */
const DISSOLVE = `delete from rings r using held where r.id = held.id and r.state = 'open' returning r.id`

export const endRing = (tx: Tx, id: string) => end(tx, END, 'id = $1', [id])

export const endRingsDue = (tx: Tx, now: Temporal.Instant, limit: number) =>
  end(tx, END, `expires_at <= $1 order by expires_at limit ${limit}`, [now.toString()])

export const dissolveRingsWith = (tx: Tx, offerIds: readonly string[]) => end(tx, DISSOLVE, MADE_WITH, [offerIds])

export const dissolveRingsOf = (tx: Tx, personId: string) =>
  end(tx, DISSOLVE, 'id in (select ring_id from ring_members where person_id = $1)', [personId])

export const dissolveRingsOfWith = (tx: Tx, personId: string, offerId: string) =>
  end(tx, DISSOLVE, 'id in (select ring_id from ring_members where person_id = $1) and $2 = any(made_of)', [
    personId,
    offerId,
  ])

export const dissolveRingsBetween = (tx: Tx, one: string, other: string) =>
  end(
    tx,
    DISSOLVE,
    `id in (select a.ring_id from ring_members a join ring_members b on b.ring_id = a.ring_id
      where a.person_id = $1 and b.person_id = $2)`,
    [one, other],
  )

// Held in one order first, so that two who end the same do not wait for each other.
function end(tx: Tx, how: string, which: string, values: unknown[]): Promise<Gone[]> {
  const text = `with held as (
      select id from rings where id in (select id from rings where state = 'open' and ${which}) order by id for update),
    gone as (${how})
    select m.ring_id as "ringId", m.person_id as "personId", m.offer_id as "offerId"
    from ring_members m join gone on gone.id = m.ring_id`
  return rows<Gone>(tx, text, values)
}
