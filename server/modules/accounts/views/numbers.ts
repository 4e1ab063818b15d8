import type { Context } from '#platform/context'
import { rows } from '#platform/db'

export type Numbers = { statuses: number; domains: string[] }

/** What is said here for everybody to read, and the other servers we know somebody of. */
export async function viewNumbers(ctx: Context): Promise<Numbers> {
  const [row] = await rows<{ statuses: string; domains: string[] }>(
    ctx.db,
    `select coalesce(sum(statuses_count) filter (where domain is null), 0) as statuses,
       coalesce(array_agg(distinct domain) filter (where domain is not null), '{}') as domains
     from people where suspended_at is null`,
    [],
  )
  return { statuses: Number(row!.statuses), domains: row!.domains }
}

export type Week = { starts: Temporal.Instant; statuses: number; logins: number; registrations: number }

const WEEKS = `
  select w.starts,
    (select count(*)::int from statuses s join people p on p.id = s.person_id
      where s.id >= id_at(w.starts) and s.id < id_at(w.starts + interval '1 week')
        and s.visibility in ('public', 'unlisted') and p.domain is null) as statuses,
    (select count(*)::int from accounts a
      where a.last_seen_on >= (w.starts at time zone 'UTC')::date and a.last_seen_on < (w.starts at time zone 'UTC')::date + 7) as logins,
    (select count(*)::int from accounts a
      where a.created_at >= w.starts and a.created_at < w.starts + interval '1 week') as registrations
  from generate_series(0, 11) back
  cross join lateral (select date_trunc('week', $1::timestamptz, 'UTC') - back * interval '1 week' as starts) w
  order by w.starts desc`

/** The last twelve weeks, the running one first. */
export function viewWeeks(ctx: Context): Promise<Week[]> {
  return rows<Week>(ctx.db, WEEKS, [ctx.now()])
}
