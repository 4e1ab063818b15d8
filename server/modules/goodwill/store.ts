import { rows, type Database, type Tx } from '#platform/db'
import type { About, Link } from './model/thanks.ts'

export type NewThanks = {
  fromId: string
  toId: string
  about: About
  aboutId: string | null
  word: string | null
  unnamed: boolean
  seesFrom: boolean
  createdAt: Temporal.Instant
}

export async function insertThanks(tx: Tx, thanks: NewThanks): Promise<string> {
  const { id } = await tx.insertInto('thanks').values(thanks).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function insertChain(tx: Tx, thanksId: string, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await tx
    .insertInto('thanksChain')
    .values(links.map((link) => ({ thanksId, ...link })))
    .execute()
}

export type LockedThanks = {
  id: string
  fromId: string
  toId: string
  word: string | null
  unnamed: boolean
  wordTakenDown: boolean
  seesFrom: boolean
  fromShows: boolean
  toShows: boolean
}

/** Held until the transaction ends. */
export async function lockThanks(tx: Tx, id: string): Promise<LockedThanks | undefined> {
  return tx
    .selectFrom('thanks')
    .select(['id', 'fromId', 'toId', 'word', 'wordTakenDown', 'unnamed', 'seesFrom', 'fromShows', 'toShows'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setWord(tx: Tx, id: string, word: string | null): Promise<void> {
  await tx.updateTable('thanks').set({ word }).where('id', '=', id).execute()
}

/** Their word goes, and no other takes its place. */
export async function setWordTakenDown(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('thanks').set({ word: null, wordTakenDown: true }).where('id', '=', id).execute()
}

export async function setShows(tx: Tx, id: string, who: 'from' | 'to', shows: boolean): Promise<void> {
  const change = who === 'from' ? { fromShows: shows } : { toShows: shows }
  await tx.updateTable('thanks').set(change).where('id', '=', id).execute()
}

/** Of the two, `personId` does not let it be shown any more. */
export async function hideOf(tx: Tx, id: string, personId: string): Promise<void> {
  const text = `update thanks set from_shows = from_shows and from_id <> $2, to_shows = to_shows and to_id <> $2
    where id = $1 and $2 in (from_id, to_id)`
  await rows(tx, text, [id, personId])
}

/** Neither of the two lets anything be shown any more for which one thanked the other. */
export async function hideBetween(tx: Tx, one: string, other: string): Promise<void> {
  const text = `update thanks set from_shows = false, to_shows = false
    where (from_id = $1 and to_id = $2 or from_id = $2 and to_id = $1) and (from_shows or to_shows)`
  await rows(tx, text, [one, other])
}

export async function removeThanks(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('thanks').where('id', '=', id).execute()
}

export async function insertPassing(
  tx: Tx,
  passing: { offerId: string; thanksId: string; personId: string },
): Promise<void> {
  await tx.insertInto('passings').values(passing).execute()
}

/** The thanks in which one of the two stands along the chain and knows the other to be one of its ends. */
export async function chainedBetween(db: Database, one: string, other: string): Promise<string[]> {
  const text = `select t.id from (values ($1::bigint, $2::bigint), ($2, $1)) two(me, other)
    join thanks_chain c on c.person_id = two.me join thanks t on t.id = c.thanks_id
    where t.from_id = two.other and c.sees_from or t.to_id = two.other and c.sees_to
    order by t.id limit 1000`
  return (await rows<{ id: string }>(db, text, [one, other])).map(({ id }) => id)
}
