/**
 * A hand-over: something that is offered goes to whoever was chosen, or whoever was chosen helps with what is needed. In a ring that came
 * about it has two halves, what is given and what that meets; the two were chosen for in the same moment.
 */
import { noBlockBetween } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { givenIn } from './inring.ts'
import { offerLeftTo } from './visible.ts'

/** `id` is what was offered or needed, `rowId` where whoever was chosen for it stands. */
export type Half = { id: string; ownerId: string; rowId: string }
export type HandOver = { giverId: string; takerId: string; letGoAt: Temporal.Instant | null; halves: Half[] }

/** The other half of that for which `w` was chosen, `o`, which was chosen for in the same moment. */
const OTHER_HALF = `
  select half.id, half.offer_id
  from (select case when m.offer_id = o.id then n.need_id else n.offer_id end as id ${givenIn('o', 'w')}) other
  join takers half on half.offer_id = other.id and half.person_id = o.person_id and half.chosen_at = w.chosen_at limit 1`

/**
 * The latest between somebody and who else was part of it, also where it was let go since; of its owner with `takerId`, where one is given,
 * or whoever has it. None between whom a block is, nor of a suspended owner, nor what was reported or taken down; it does not become one
 * with somebody before them then.
 */
export async function findHandOver(
  db: Database,
  { id, personId, takerId }: { id: string; personId: string; takerId?: string },
): Promise<HandOver | undefined> {
  const text = `select o.person_id as "ownerId", o.kind, w.person_id as "chosenId", w.id as "rowId", w.let_go_at as "letGoAt",
      half.id as "halfRowId", half.offer_id as "halfId"
    from offers o cross join lateral (select w.* from takers w
      where w.offer_id = o.id and w.chosen_at is not null and $2 in (o.person_id, w.person_id) and w.person_id = coalesce($3, w.person_id)
      order by w.let_go_at is null desc, w.chosen_at desc limit 1) w left join lateral (${OTHER_HALF}) half on true
    where o.id = $1 and ${noBlockBetween('o.person_id', 'w.person_id')}
      and not exists (select from people sp where sp.id = o.person_id and sp.suspended_at is not null)
      and ${offerLeftTo('$2')}`
  const [found] = await rows<Found>(db, text, [id, personId, takerId ?? null])
  if (!found) return
  const { ownerId, chosenId, kind, letGoAt, rowId, halfId, halfRowId } = found
  const [giverId, takes] = kind === 'offer' ? [ownerId, chosenId] : [chosenId, ownerId]
  const other = halfId && halfRowId ? [{ id: halfId, ownerId: chosenId, rowId: halfRowId }] : []
  return { giverId, takerId: takes, letGoAt, halves: [{ id, ownerId, rowId }, ...other] }
}

type Found = {
  ownerId: string
  kind: string
  chosenId: string
  rowId: string
  letGoAt: Temporal.Instant | null
  halfRowId: string | null
  halfId: string | null
}
