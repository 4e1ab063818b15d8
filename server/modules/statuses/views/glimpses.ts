/** What a feed shows beside a status: its newest comments, and some who are glad of it. */
import { noBlockBetween, notMutedBy, visibleTo } from '#modules/audience'
import { viewAccounts, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import type { Status } from '../model.ts'
import { viewStatuses } from './status.ts'

const COMMENTS = 2
const FACES = 3

/** The newest comments (at most two, oldest first) in the threads of these statuses, by status. */
export async function newestComments(
  ctx: Context,
  viewerId: string | null,
  ids: string[],
): Promise<Record<string, Status[]>> {
  const found = await rows<{ root: string; id: string }>(
    ctx.db,
    `select w.id as root, c.id from unnest($2::bigint[]) w(id)
     cross join lateral (
       select s.id from statuses s
       where s.thread_id = w.id and s.id > w.id and s.reblog_of_id is null
         and ${visibleTo('$1', 's')} and ${notMutedBy('$1', 's.person_id')}
       order by s.id desc limit ${COMMENTS}) c
     order by c.id`,
    [viewerId, ids],
  )
  const statuses = await viewStatuses(
    ctx,
    viewerId,
    found.map((row) => row.id),
  )
  const byId = new Map(statuses.map((status) => [status.id, status]))
  const byRoot: Record<string, Status[]> = Object.fromEntries(ids.map((id) => [id, []]))
  for (const { root, id } of found) if (byId.has(id)) byRoot[root]!.push(byId.get(id)!)
  return byRoot
}

export type Glad = { accounts: Account[]; others: boolean }

/** Who favourited these statuses, as far as the viewer may see them: three faces, those one follows first. */
export async function gladOf(ctx: Context, viewerId: string | null, ids: string[]): Promise<Record<string, Glad>> {
  const found = await rows<{ status: string; person: string }>(
    ctx.db,
    `select s.id as status, f.person_id as person from statuses s
     cross join lateral (
       select f.id, f.person_id, exists (select from follows x where x.follower_id = $1 and x.followee_id = f.person_id) as mine
       from favourites f
       where f.status_id = s.id and ${noBlockBetween('$1', 'f.person_id')}
       order by mine desc, f.id desc limit ${FACES + 1}) f
     where s.id = any($2::bigint[]) and ${visibleTo('$1', 's')}
     order by s.id, f.mine desc, f.id desc`,
    [viewerId, ids],
  )
  const accounts = await viewAccounts(ctx, viewerId, [...new Set(found.map((row) => row.person))])
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return Object.fromEntries(
    ids.map((id) => {
      const people = found.filter((row) => row.status === id).map((row) => row.person)
      return [
        id,
        { accounts: people.slice(0, FACES).flatMap((person) => byId.get(person) ?? []), others: people.length > FACES },
      ]
    }),
  )
}
