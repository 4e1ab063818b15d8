import { createAccount, startSession } from '#modules/accounts'
import { merge } from '#modules/timelines'
import { say } from '../figures.ts'
import type { Place } from '../place.ts'
import type { Person } from './people.ts'

export type Reader = { id: string; token: string }

const MARKS = `
  with latest as (
    select coalesce(h.reblog_of_id, h.status_id) as id, row_number() over (order by h.status_id desc) as n
    from home_feed h where h.person_id = $1 order by h.status_id desc limit 2000),
  favourited as (
    insert into favourites (person_id, status_id) select $1, id from latest where n % 4 = 1 on conflict do nothing),
  bookmarked as (
    insert into bookmarks (person_id, status_id) select $1, id from latest where n % 9 = 2 on conflict do nothing)
  insert into statuses (id, person_id, visibility, thread_id, reblog_of_id)
  select new.id, $1, 'public', new.id, l.id
  from latest l join statuses s on s.id = l.id cross join lateral (select new_id() + 0 * l.n as id) new
  where l.n % 7 = 3 and s.visibility = 'public' on conflict do nothing`

/** Somebody who signs in here, follows so many, has read and marked for months, and blocks and mutes a few. */
export async function makeReader({ ctx, pool }: Place, people: Person[], follows: number): Promise<Reader> {
  say(`  a reader who follows ${follows}`)
  const newcomer = { username: 'reader', displayName: 'Grete Sommer', email: 'reader@bench.example', locale: 'de' }
  const id = await createAccount(ctx, { ...newcomer, password: 'read all day long', role: 'member' })
  const followed = people.slice(0, follows).map((person) => person.id)
  await pool.query(
    'insert into follows (follower_id, followee_id) select $1, unnest($2::bigint[]) on conflict do nothing',
    [id, followed],
  )
  await pool.query('update people set following_count = $2 where id = $1', [id, follows])
  await pool.query('update people set followers_count = followers_count + 1 where id = any($1::bigint[])', [followed])
  await insertShut('blocks (blocker_id, blocked_id)', people.slice(-10))
  await insertShut('mutes (muter_id, muted_id)', people.slice(0, 5))
  for (const followee of followed) await merge(ctx.db, id, followee)
  await pool.query(MARKS, [id])
  return { id, token: await startSession(ctx, id) }

  async function insertShut(into: string, others: Person[]) {
    await pool.query(`insert into ${into} select $1, unnest($2::bigint[])`, [id, others.map((other) => other.id)])
  }
}
