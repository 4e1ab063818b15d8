import { noBlockBetween } from '#modules/audience'
import { viewAccounts, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'

export type FamiliarFollowers = { id: string; accounts: Account[] }

const MOST_FAMILIAR = 20

const FAMILIAR = `
  select w.id, array(
    select mine.followee_id from follows mine
    join follows theirs on theirs.follower_id = mine.followee_id and theirs.followee_id = w.id
    join people p on p.id = mine.followee_id and p.suspended_at is null and not p.hide_collections
    where mine.follower_id = $1 order by mine.id desc limit ${MOST_FAMILIAR}) as followers
  from unnest($2::bigint[]) with ordinality as w (id, at)
  join people o on o.id = w.id and o.suspended_at is null and not o.hide_collections
  where ${noBlockBetween('$1', 'w.id')}
  order by w.at`

/** For each of the people: which of those I follow follow them too. */
export async function viewFamiliarFollowers(ctx: Context, viewerId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = await rows<{ id: string; followers: string[] }>(ctx.db, FAMILIAR, [viewerId, ids])
  const followers = found.flatMap((row) => row.followers)
  const accounts = await viewAccounts(ctx, viewerId, [...new Set(followers)])
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return found.map((row): FamiliarFollowers => ({
    id: row.id,
    accounts: row.followers.flatMap((id) => byId.get(id) ?? []),
  }))
}

export type Suggestion = { source: string; sources: string[]; account: Account }

// Whom several of my people follow, then who is followed most here; nobody I know, have shut out or passed over.
const SUGGESTED = `
  select p.id, coalesce(k.shared, 0)::int as shared
  from people p
  left join (
    select theirs.followee_id, count(*) as shared from follows mine
    join follows theirs on theirs.follower_id = mine.followee_id
    join people between on between.id = mine.followee_id and not between.hide_collections
    where mine.follower_id = $1 group by 1) k on k.followee_id = p.id
  where p.id <> $1 and p.discoverable and p.suspended_at is null and (p.domain is null or k.shared > 0)
    and not exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)
    and not exists (select from follow_requests r where r.follower_id = $1 and r.followee_id = p.id)
    and not exists (select from mutes m where m.muter_id = $1 and m.muted_id = p.id)
    and not exists (select from passed_over o where o.person_id = $1 and o.other_id = p.id)
    and ${noBlockBetween('$1', 'p.id')}
  order by 2 desc, p.followers_count desc, p.id desc
  limit $2 offset $3`

export async function viewSuggestions(
  ctx: Context,
  viewerId: string,
  limit: number,
  offset = 0,
): Promise<Suggestion[]> {
  const found = await rows<{ id: string; shared: number }>(ctx.db, SUGGESTED, [viewerId, limit, offset])
  const shared = new Map(found.map((row) => [row.id, row.shared]))
  const accounts = await viewAccounts(
    ctx,
    viewerId,
    found.map((row) => row.id),
  )
  return accounts.map((account) =>
    shared.get(account.id)
      ? { source: 'past_interactions', sources: ['friends_of_friends'], account }
      : { source: 'global', sources: ['most_followed'], account },
  )
}
