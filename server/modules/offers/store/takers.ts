import { rows, type Tx } from '#platform/db'
import type { Saying } from '../model/rules.ts'

/** Whether that is new; another word replaces the first. Undefined where they had it and let it go. */
export async function upsertTaker(
  tx: Tx,
  taker: { offerId: string; personId: string; word: string | null; createdAt: Temporal.Instant },
): Promise<boolean | undefined> {
  const { offerId, personId, word, createdAt } = taker
  const text = `insert into takers (offer_id, person_id, word, created_at) values ($1, $2, $3, $4)
    on conflict (offer_id, person_id) do update set word = excluded.word where takers.let_go_at is null
    returning xmax = 0 as made`
  const [row] = await rows<{ made: boolean }>(tx, text, [offerId, personId, word, createdAt.toString()])
  return row?.made
}

/** Whether there was one who had not been chosen. */
export async function removeTaker(tx: Tx, offerId: string, personId: string): Promise<boolean> {
  const text = 'delete from takers where offer_id = $1 and person_id = $2 and chosen_at is null returning id'
  return (await rows(tx, text, [offerId, personId])).length > 0
}

export async function setChosen(tx: Tx, offerId: string, personId: string, at: Temporal.Instant): Promise<boolean> {
  const text =
    'update takers set chosen_at = $3 where offer_id = $1 and person_id = $2 and chosen_at is null returning id'
  return (await rows(tx, text, [offerId, personId, at.toString()])).length > 0
}

/** It did not come to it after all: the next may be chosen. */
export async function letGo(tx: Tx, offerId: string, at: Temporal.Instant): Promise<void> {
  const text = 'update takers set let_go_at = $2 where offer_id = $1 and chosen_at is not null and let_go_at is null'
  await rows(tx, text, [offerId, at.toString()])
}

export async function setSaying(tx: Tx, offerId: string, who: 'giver' | 'taker', saying: Saying | null): Promise<void> {
  const column = who === 'giver' ? 'giver_says' : 'taker_says'
  await rows(
    tx,
    `update takers set ${column} = $2 where offer_id = $1 and chosen_at is not null and let_go_at is null`,
    [offerId, saying],
  )
}

/** Who gets each, whether or not they had asked for it; answers how many do. */
export async function insertChosen(
  tx: Tx,
  chosen: readonly { offerId: string; personId: string }[],
  at: Temporal.Instant,
): Promise<number> {
  const text = `insert into takers (offer_id, person_id, chosen_at, created_at)
    select offer_id, person_id, $3, $3 from unnest($1::bigint[], $2::bigint[]) c(offer_id, person_id)
    on conflict (offer_id, person_id) do update set chosen_at = excluded.chosen_at
      where takers.chosen_at is null and takers.let_go_at is null
    returning id`
  const values = [chosen.map(({ offerId }) => offerId), chosen.map(({ personId }) => personId), at.toString()]
  return (await rows(tx, text, values)).length
}

/** Nobody waits for it any more, and whoever was chosen lets it go, unless it was handed over. */
export async function releaseAll(tx: Tx, offerId: string, at: Temporal.Instant): Promise<void> {
  await rows(tx, 'delete from takers where offer_id = $1 and chosen_at is null', [offerId])
  const text = `update takers set let_go_at = $2 where offer_id = $1 and chosen_at is not null and let_go_at is null
    and not coalesce('handed' in (giver_says, taker_says), false)`
  await rows(tx, text, [offerId, at.toString()])
}

/** What somebody said goes, and no other word takes its place; whether there was one. */
export async function takeDownWord(tx: Tx, id: string): Promise<boolean> {
  const text = 'update takers set word = null, word_taken_down = true where id = $1 and word is not null returning id'
  return (await rows(tx, text, [id])).length > 0
}
