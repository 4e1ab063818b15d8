import { noBlockBetween } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { GROUPED_KINDS, OWN_NEWS, type Kind, type News } from './model.ts'

// Nobody hears of themselves (but of what became of something they began), of people they have shut out, of threads they
// muted or conversations they left, nor does anybody elsewhere. The unique index tells each thing once, also what was put away.
const INSERT = `
  insert into notices (id, person_id, kind, from_id, status_id, about_id, other_id, group_key)
  select n.id, r.id, $2::text, $3::bigint, $4::bigint, $5::bigint, $8::bigint,
    case when $2 = any($6::text[]) then concat_ws('-', $2, $4::text, floor(extract(epoch from moment()) / 3600)::text)
      else 'ungrouped-' || n.id end
  from people r
  -- named, so that each person gets an id of their own
  cross join lateral (select new_id() as id where r.id is not null) n
  join people p on p.id = $3 and p.suspended_at is null
  left join statuses s on s.id = $4
  where r.id = any($1::bigint[]) and r.domain is null
    and (r.id <> $3 or $2 = any($7::text[]))
    and ${noBlockBetween('r.id', '$3')}
    and not exists (select from mutes m where m.muter_id = r.id and m.muted_id = $3 and m.notifications
      and (m.expires_at is null or m.expires_at > now()))
    and not exists (select from thread_mutes t where t.person_id = r.id and t.thread_id = s.thread_id)
    and not exists (select from conversations c
      where c.person_id = r.id and c.thread_id = s.thread_id and c.left_at is not null)
  on conflict do nothing
  returning id, person_id`

type Told = { id: string; person_id: string }

/** Answers the notices made; none for those to whom there is nothing to tell. */
export async function insertNotices(
  db: Database,
  personIds: readonly string[],
  news: Omit<News, 'personId'>,
): Promise<Told[]> {
  const { kind, fromId, statusId = null, aboutId = null, otherId = null } = news
  return rows<Told>(db, INSERT, [personIds, kind, fromId, statusId, aboutId, GROUPED_KINDS, OWN_NEWS, otherId])
}

/** Takes back what was told, because it is no longer so. */
export async function forgetNotice(db: Database, news: News): Promise<void> {
  const { personId, kind, fromId, statusId = null, aboutId = null } = news
  await rows(
    db,
    `delete from notices where person_id = $1 and kind = $2 and from_id = $3
       and status_id is not distinct from $4::bigint and about_id is not distinct from $5::bigint`,
    [personId, kind, fromId, statusId, aboutId],
  )
}

/** What was told of things that are gone; of those of somebody alone where a person is given. */
export async function forgetAbout(
  db: Database,
  kinds: readonly Kind[],
  aboutIds: readonly string[],
  personIds?: readonly string[],
): Promise<void> {
  const text = `delete from notices where kind = any($1::text[]) and (about_id = any($2::bigint[]) or other_id = any($2::bigint[]))
    and ($3::bigint[] is null or person_id = any($3::bigint[]))`
  await rows(db, text, [kinds, aboutIds, personIds ?? null])
}

/** After a block: neither keeps a notice about the other. */
export async function forgetBetween(db: Database, one: string, other: string): Promise<void> {
  await rows(db, 'delete from notices where (person_id = $1 and from_id = $2) or (person_id = $2 and from_id = $1)', [
    one,
    other,
  ])
}

/** Puts them away, and keeps them as told; answers how many there were. */
export async function clearNotices(
  db: Database,
  personId: string,
  which: { id?: string; groupKey?: string } = {},
): Promise<number> {
  const gone = await rows(
    db,
    `update notices set cleared = true where person_id = $1 and not cleared and id = coalesce($2::bigint, id)
       and group_key = coalesce($3::text, group_key) returning id`,
    [personId, which.id ?? null, which.groupKey ?? null],
  )
  return gone.length
}
