import { rows, type Tx } from '#platform/db'
import type { Saying } from '../model/rules.ts'

/** Who was chosen lets go: whose it is lets them, or they do so themselves. */
export type LetGoBy = 'owner' | 'taker'

/** Whether that is new; another word replaces the first. Undefined where they had it and let it go themselves. */
export async function upsertTaker(
  tx: Tx,
  taker: { offerId: string; personId: string; word: string | null; createdAt: Temporal.Instant },
): Promise<boolean | undefined> {
  const { offerId, personId, word, createdAt } = taker
  const text = `insert into takers (offer_id, person_id, word, created_at)
    select $1, $2, $3, $4 where not exists (
      select from takers l where l.offer_id = $1 and l.person_id = $2 and l.let_go_by = 'taker')
    on conflict (offer_id, person_id) where let_go_at is null do update set word = excluded.word
    returning xmax = 0 as made`
  const [row] = await rows<{ made: boolean }>(tx, text, [offerId, personId, word, createdAt.toString()])
  return row?.made
}

/** Whether there was one who had not been chosen. */
export async function removeTaker(tx: Tx, offerId: string, personId: string): Promise<boolean> {
  const text = 'delete from takers where offer_id = $1 and person_id = $2 and chosen_at is null returning id'
  return (await rows(tx, text, [offerId, personId])).length > 0
}

/** `drawn`: by lot. */
export async function setChosen(
  tx: Tx,
  { offerId, personId, drawn }: { offerId: string; personId: string; drawn: boolean },
  at: Temporal.Instant,
): Promise<boolean> {
  const text = `update takers set chosen_at = $3, drawn = $4
    where offer_id = $1 and person_id = $2 and chosen_at is null returning id`
  return (await rows(tx, text, [offerId, personId, at.toString(), drawn])).length > 0
}

/** It did not come to it after all: the next may be chosen. */
export async function letGo(
  tx: Tx,
  offerIds: readonly string[],
  { by, at }: { by: LetGoBy | null; at: Temporal.Instant },
): Promise<void> {
  const text = `update takers set let_go_at = $3, let_go_by = $2
    where offer_id = any($1::bigint[]) and chosen_at is not null and let_go_at is null`
  await rows(tx, text, [offerIds, by, at.toString()])
}

/** Theirs again whom its owner let go and who is here, whether or not they said once more that they would like it; else nothing. */
export async function giveBack(tx: Tx, offerId: string, rowId: string): Promise<boolean> {
  const here = `select from takers l join people p on p.id = l.person_id and p.suspended_at is null where l.id = $1 and l.let_go_by = 'owner'`
  if ((await rows(tx, here, [rowId])).length === 0) return false
  const wish = `delete from takers t using takers l where t.offer_id = $1 and t.chosen_at is null
    and l.id = $2 and t.person_id = l.person_id`
  await rows(tx, wish, [offerId, rowId])
  await rows(tx, 'update takers set let_go_at = null, let_go_by = null where id = $1', [rowId])
  return true
}

export async function setSaying(
  tx: Tx,
  rowIds: readonly string[],
  who: 'giver' | 'taker',
  saying: Saying | null,
): Promise<void> {
  const column = who === 'giver' ? 'giver_says' : 'taker_says'
  await rows(tx, `update takers set ${column} = $2 where id = any($1::bigint[])`, [rowIds, saying])
}

/** Who gets each, whether or not they had asked for it; answers how many do. */
export async function insertChosen(
  tx: Tx,
  chosen: readonly { offerId: string; personId: string }[],
  at: Temporal.Instant,
): Promise<number> {
  const text = `insert into takers (offer_id, person_id, chosen_at, created_at)
    select offer_id, person_id, $3, $3 from unnest($1::bigint[], $2::bigint[]) c(offer_id, person_id)
    on conflict (offer_id, person_id) where let_go_at is null do update set chosen_at = excluded.chosen_at
      where takers.chosen_at is null
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
  const text = `with had as (
      update takers set word = null where id = $1 and word is not null returning offer_id, person_id)
    insert into words_taken_down select offer_id, person_id from had on conflict do nothing returning offer_id`
  return (await rows(tx, text, [id])).length > 0
}
