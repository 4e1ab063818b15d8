import { lockPeople } from '#modules/people'
import { rows, type Database } from '#platform/db'
import type { Answer, Introduction, Party } from './model.ts'

export type NewIntroduction = {
  introducerId: string
  seekerId?: string
  parties: [Party, Party]
  note: string
  meeting?: string | null
  suggestedFor?: string[]
  state: 'open' | 'lapsed'
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

export async function insertIntroduction(db: Database, introduction: NewIntroduction): Promise<string> {
  const { parties, ...columns } = introduction
  const [lowId, highId] = sorted(parties[0].personId, parties[1].personId)
  const { id } = await db
    .insertInto('introductions')
    .values({ ...columns, lowId, highId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const people = parties.map((party, i) => ({ ...party, introductionId: id, position: i + 1 }))
  await db.insertInto('introductionParties').values(people).execute()
  return id
}

/**
 * An introduction whose people are held, so that it stays as read until the transaction ends: whoever changes one holds at least two
 * of its three (so does ties' block), and whoever proposes one all three.
 */
export async function lockIntroduction(db: Database, id: string): Promise<Introduction | null> {
  const introductions = db.selectFrom('introductions').where('id', '=', id)
  const who = await introductions.select(['introducerId', 'lowId', 'highId']).executeTakeFirst()
  if (!who) return null
  await lockPeople(db, [who.introducerId, who.lowId, who.highId])
  const kept = await introductions
    .select([
      'id',
      'introducerId',
      'seekerId',
      'note',
      'meeting',
      'bothLiked',
      'state',
      'threadId',
      'metAt',
      'createdAt',
      'expiresAt',
    ])
    .executeTakeFirst()
  const parties = await db
    .selectFrom('introductionParties')
    .select(['personId', 'word', 'answer', 'good'])
    .where('introductionId', '=', id)
    .orderBy('position')
    .execute()
  return kept ? ({ ...kept, parties } as Introduction) : null
}

export async function setAnswer(db: Database, id: string, personId: string, answer: Answer, at: Temporal.Instant) {
  await db
    .updateTable('introductionParties')
    .set({ answer, answeredAt: at })
    .where('introductionId', '=', id)
    .where('personId', '=', personId)
    .execute()
}

export async function setMet(db: Database, id: string, threadId: string, at: Temporal.Instant): Promise<void> {
  await db.updateTable('introductions').set({ state: 'met', threadId, metAt: at }).where('id', '=', id).execute()
}

export async function setWithdrawn(db: Database, id: string): Promise<void> {
  await db.updateTable('introductions').set({ withdrawn: true }).where('id', '=', id).execute()
}

export async function setEnded(db: Database, id: string): Promise<void> {
  await db.updateTable('introductions').set({ state: 'ended' }).where('id', '=', id).execute()
}

export async function setGood(db: Database, id: string, personId: string, good: boolean): Promise<void> {
  await db
    .updateTable('introductionParties')
    .set({ good })
    .where('introductionId', '=', id)
    .where('personId', '=', personId)
    .execute()
}

export async function setBothLiked(db: Database, id: string): Promise<void> {
  await db.updateTable('introductions').set({ bothLiked: true }).where('id', '=', id).execute()
}

export async function setAsked(db: Database, id: string): Promise<void> {
  await db.updateTable('introductions').set({ askedAfter: true }).where('id', '=', id).execute()
}

export async function insertNever(db: Database, saidById: string, otherId: string): Promise<void> {
  const [lowId, highId] = sorted(saidById, otherId)
  await db
    .insertInto('neverPairs')
    .values({ saidById, lowId, highId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function takeBackNever(db: Database, saidById: string, introductionId: string): Promise<void> {
  await rows(
    db,
    `delete from never_pairs n using introductions i
     where i.id = $2 and n.said_by_id = $1 and n.low_id = i.low_id and n.high_id = i.high_id`,
    [saidById, introductionId],
  )
}

/** The open proposals of this pair stay open to the eye and can no longer come about. */
export async function lapsePair(db: Database, one: string, other: string): Promise<void> {
  await lapse(db, 'low_id = $1 and high_id = $2', one, other)
}

/** The same for those in which the two have a part, be it as parties or as introducer and party. */
export async function lapseBetween(db: Database, one: string, other: string): Promise<void> {
  const which = `low_id = $1 and high_id = $2
    or introducer_id = $1 and $2 in (low_id, high_id) or introducer_id = $2 and $1 in (low_id, high_id)`
  await lapse(db, which, one, other)
}

async function lapse(db: Database, which: string, one: string, other: string): Promise<void> {
  const text = `update introductions set state = 'lapsed' where state = 'open' and (${which})`
  await rows(db, text, sorted(one, other))
}

/** Somebody who never wants this pair has answered every open proposal of it. */
export async function answerPair(
  db: Database,
  personId: string,
  otherId: string,
  answer: Answer,
  at: Temporal.Instant,
) {
  await rows(
    db,
    `update introduction_parties p set answer = $4, answered_at = $5 from introductions i
     where i.id = p.introduction_id and p.person_id = $3 and i.low_id = $1 and i.high_id = $2
       and i.state in ('open', 'lapsed') and i.expires_at > $5 and p.answer is distinct from $4`,
    [...sorted(personId, otherId), personId, answer, at],
  )
}

function sorted(one: string, other: string): [string, string] {
  return BigInt(one) < BigInt(other) ? [one, other] : [other, one]
}
