import { noBlockBetween } from '#modules/audience'
import { viewAccount, viewAccounts, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'

/** A page whose cursors are not the ids of the people but of what put them there. */
export type PeoplePage<T = Account> = { items: T[]; first?: string; last?: string }

export function followersPage(ctx: Context, viewerId: string | null, personId: string, page: Keyset) {
  return followsPage(ctx, viewerId, personId, page, { listed: 'follower_id', owner: 'followee_id' })
}

export function followingPage(ctx: Context, viewerId: string | null, personId: string, page: Keyset) {
  return followsPage(ctx, viewerId, personId, page, { listed: 'followee_id', owner: 'follower_id' })
}

type Side = 'follower_id' | 'followee_id'

// Empty where its owner keeps it to themselves, or the two have shut each other out.
async function followsPage(
  ctx: Context,
  viewerId: string | null,
  personId: string,
  page: Keyset,
  { listed, owner }: { listed: Side; owner: Side },
): Promise<PeoplePage> {
  await viewAccount(ctx, viewerId, personId)
  const marks = await keysetPage<Mark>(
    ctx.db,
    page,
    'f.id',
    [viewerId, personId],
    (within) => `
      select f.id as cursor, f.${listed} as id from follows f
      join people p on p.id = f.${listed} and p.suspended_at is null
      join people o on o.id = f.${owner} and (o.id = $1 or not o.hide_collections)
      where f.${owner} = $2 and ${noBlockBetween('$1', 'o.id')} and ${noBlockBetween('$1', 'p.id')} and ${within}`,
  )
  return peoplePage(ctx, viewerId, marks)
}

/** Who wants to follow me. */
export function requestsPage(ctx: Context, viewerId: string, page: Keyset): Promise<PeoplePage> {
  return myPage(ctx, viewerId, page, 'follow_requests', 'followee_id', 'follower_id')
}

export function blocksPage(ctx: Context, viewerId: string, page: Keyset): Promise<PeoplePage> {
  return myPage(ctx, viewerId, page, 'blocks', 'blocker_id', 'blocked_id')
}

export type MutedAccount = Account & { mute_expires_at: string | null }

export async function mutesPage(ctx: Context, viewerId: string, page: Keyset): Promise<PeoplePage<MutedAccount>> {
  const marks = await keysetPage<Mark & { ends: Temporal.Instant | null }>(
    ctx.db,
    page,
    't.id',
    [viewerId],
    (within) => `
      select t.id as cursor, t.muted_id as id, t.expires_at as ends from mutes t
      join people p on p.id = t.muted_id and p.suspended_at is null
      where t.muter_id = $1 and (t.expires_at is null or t.expires_at > now()) and ${within}`,
  )
  const ends = new Map(marks.map((mark) => [mark.id, mark.ends && isoMillis(mark.ends)]))
  const { items, ...cursors } = await peoplePage(ctx, viewerId, marks)
  return { items: items.map((account) => ({ ...account, mute_expires_at: ends.get(account.id) ?? null })), ...cursors }
}

/** How many wait for an answer. */
export async function countRequests(ctx: Context, viewerId: string): Promise<number> {
  const [row] = await rows<{ count: number }>(
    ctx.db,
    'select count(*)::int as count from follow_requests where followee_id = $1',
    [viewerId],
  )
  return row!.count
}

type Mark = { cursor: string; id: string }

async function myPage(ctx: Context, viewerId: string, page: Keyset, table: string, mine: string, listed: string) {
  const marks = await keysetPage<Mark>(
    ctx.db,
    page,
    't.id',
    [viewerId],
    (within) => `
      select t.id as cursor, t.${listed} as id from ${table} t
      join people p on p.id = t.${listed} and p.suspended_at is null
      where t.${mine} = $1 and ${within}`,
  )
  return peoplePage(ctx, viewerId, marks)
}

async function peoplePage(ctx: Context, viewerId: string | null, marks: Mark[]): Promise<PeoplePage> {
  const items = await viewAccounts(
    ctx,
    viewerId,
    marks.map((mark) => mark.id),
  )
  return { items, first: marks[0]?.cursor, last: marks.at(-1)?.cursor }
}
