/**
 * How often something may be tried. `attempt` counts in the database, so that it holds over all processes: for the few
 * things worth attacking (sign-in, sign-up). The general limits of the API are counted in memory by platform/http.
 */
import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { refuse } from '#platform/refusal'

/** From here on one counts in hours. */
const LONG = 2 * 3600

export type Limit = { most: number; seconds: number }

/** Counts one try for `key`; refuses (429) once there were more than `most` within the window. */
export async function attempt(db: Database, key: string, limit: Limit): Promise<void> {
  const { rows } = await sql<{ count: number; seconds: number }>`
    insert into attempts (key, window_end) values (${key}, now() + make_interval(secs => ${limit.seconds}))
    on conflict (key) do update set
      count = case when attempts.window_end < now() then 1 else attempts.count + 1 end,
      window_end = case when attempts.window_end < now() then excluded.window_end else attempts.window_end end
    returning count, greatest(1, extract(epoch from window_end - now()))::int as seconds`.execute(db)
  const { count, seconds } = rows[0]!
  if (count <= limit.most) return
  if (seconds > LONG) throw refuse('too_many', 'common.too_many_hours', { seconds, hours: Math.ceil(seconds / 3600) })
  throw refuse('too_many', 'common.too_many', { seconds, minutes: Math.ceil(seconds / 60) })
}

/** A success clears the slate, so that a person who mistyped twice is not punished tomorrow. */
export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await sql`delete from attempts where key = ${key}`.execute(db)
}

export async function dropOldAttempts(db: Database): Promise<void> {
  await sql`delete from attempts where window_end < now()`.execute(db)
}
