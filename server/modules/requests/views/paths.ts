import { onTerms } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { pickPaths, willingness, type Path } from '../model.ts'

/** How one is connected with somebody: those between, from oneself to them; null for somebody who keeps whom they know. */
export type PathEntity = { people: (Account | null)[] }

// Of somebody who knows everybody, those whom they came to know last are enough.
const MOST_TIES = 400
const MOST_FOUND = 2000

/** The ties of `person` who could stand between the seeker ($1) and the target ($2). */
const tiesOf = (person: string) => `
  select p.id, p.hide_collections, p.last_status_on
  from follows f
  join follows back on back.follower_id = f.followee_id and back.followee_id = f.follower_id
  join people p on p.id = f.followee_id and p.suspended_at is null and p.domain is null and not p.bot
  where f.follower_id = ${person} and p.id not in ($1, $2) and ${onTerms('$1', 'p.id')} and ${onTerms('$2', 'p.id')}
  order by f.id desc limit ${MOST_TIES}`

// Whoever keeps to themselves whom they follow is no first step: that they know the target would be told by it.
const PATHS = `
  with mine as materialized (${tiesOf('$1')}), 
  theirs as materialized (select * from (${tiesOf('$2')}) t where ${onTerms('$1', '$2::bigint')}
    and exists (select from people p where p.id = $2 and p.introduced_by = 'following')),
  found as (
    select m.id as first, null::bigint as second from mine m join theirs t on t.id = m.id where not m.hide_collections
    union all
    (select m.id, t.id from mine m
      join follows f on f.follower_id = m.id
      join theirs t on t.id = f.followee_id
      join follows back on back.follower_id = t.id and back.followee_id = m.id
      where not m.hide_collections
        and not exists (select from theirs near where near.id = m.id) and not exists (select from mine near where near.id = t.id)
      limit ${MOST_FOUND})),
  people_between as (select first as id from found union select second from found where second is not null),
  known as (select id from people_between union all select $1),
  talks as (
    select least(s.person_id, s.in_reply_to_person_id) as low, greatest(s.person_id, s.in_reply_to_person_id) as high,
      count(*)::int as exchanges
    from statuses s
    where s.person_id in (select id from known) and s.in_reply_to_person_id in (select id from known)
      and s.in_reply_to_person_id <> s.person_id and s.visibility in ('public', 'unlisted') and s.id > $3
    group by 1, 2),
  records as (
    select b.id, not p.hide_collections as shown, p.last_status_on,
      (select count(*) from request_steps s where s.holder_id = b.id and s.arrived)::int as received,
      (select count(*) from request_steps s where s.holder_id = b.id and s.arrived and s.deed in ('passed', 'proposed'))::int
        as handed_on,
      (select count(*) from request_steps s where s.holder_id = b.id and s.arrived and s.created_at > $4::timestamptz - interval '7 days')::int
        as this_week
    from people_between b join people p on p.id = b.id)
  select f.first, f.second, to_json(a) as first_record, to_json(b) as second_record,
    coalesce(ta.exchanges, 0) as first_exchanges, coalesce(tb.exchanges, 0) as second_exchanges
  from found f
  join records a on a.id = f.first
  left join records b on b.id = f.second
  left join talks ta on ta.low = least($1, f.first) and ta.high = greatest($1, f.first)
  left join talks tb on tb.low = least(f.first, f.second) and tb.high = greatest(f.first, f.second)`

type RecordRow = {
  shown: boolean
  last_status_on: string | null
  received: number
  handed_on: number
  this_week: number
}
type Row = {
  first: string
  second: string | null
  first_record: RecordRow
  second_record: RecordRow | null
  first_exchanges: number
  second_exchanges: number
}

const LATELY = { hours: 24 * 90 }

/**
 * Up to two paths of at most three steps from one to the other, the most willing first, sharing nobody. Nobody is on them who
 * has shut out one of the two, or comes first and has been asked often enough this week; where that holds of who comes second, the path
 * comes after those that can be gone now. None leads to somebody who lets nobody introduce them.
 */
export async function findPaths(ctx: Context, fromId: string, toId: string): Promise<Path[]> {
  const now = ctx.now()
  const found = await rows<Row>(ctx.db, PATHS, [fromId, toId, idAt(now.subtract(LATELY)), now.toString()])
  const { requestsWeekly } = await ctx.db.selectFrom('place').select('requestsWeekly').executeTakeFirstOrThrow()
  const isBusy = (row: RecordRow) => row.this_week >= requestsWeekly
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  const between = (id: string, row: RecordRow, exchanges: number) => ({
    id,
    shown: row.shown,
    willingness: willingness({
      received: row.received,
      handedOn: row.handed_on,
      busy: isBusy(row),
      exchanges,
      daysAway: row.last_status_on ? today.since(Temporal.PlainDate.from(row.last_status_on)).days : null,
    }),
  })
  const free = found.filter((row) => !isBusy(row.first_record))
  return pickPaths(
    free.map((row) => [
      between(row.first, row.first_record, row.first_exchanges),
      ...(row.second && row.second_record ? [between(row.second, row.second_record, row.second_exchanges)] : []),
    ]),
  )
}

export async function viewPaths(ctx: Context, viewerId: string, toId: string): Promise<PathEntity[]> {
  const paths = await findPaths(ctx, viewerId, toId)
  const shown = paths.flatMap((path) => path.filter((one) => one.shown).map(({ id }) => id))
  const byId = await accountsById(ctx, viewerId, shown)
  return paths.map((path) => ({ people: path.map(({ id, shown }) => (shown ? (byId.get(id) ?? null) : null)) }))
}

// Ids sort by time: 48 bits of milliseconds, then 16 of sequence.
function idAt(moment: Temporal.Instant): string {
  return String(BigInt(moment.epochMilliseconds) << 16n)
}
