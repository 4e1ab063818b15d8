import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { missing } from '#platform/refusal'
import type { Relationship } from '../model.ts'

type Row = Omit<Relationship, 'note' | 'muting_expires_at' | 'domain_blocking' | 'endorsed'> & {
  words: Buffer | null
  mute_ends: Temporal.Instant | null
}

const RELATIONSHIPS = `
  select p.id,
    f.id is not null as following,
    coalesce(f.show_reblogs, r.show_reblogs, false) as showing_reblogs,
    coalesce(f.notify, r.notify, false) as notifying,
    coalesce(f.languages, r.languages) as languages,
    g.id is not null as followed_by,
    b.id is not null as blocking,
    d.id is not null as blocked_by,
    m.id is not null as muting,
    coalesce(m.notifications, false) as muting_notifications,
    m.expires_at as mute_ends,
    r.id is not null as requested,
    q.id is not null as requested_by,
    n.words
  from people p
  left join follows f on f.follower_id = $1 and f.followee_id = p.id
  left join follows g on g.follower_id = p.id and g.followee_id = $1
  left join follow_requests r on r.follower_id = $1 and r.followee_id = p.id
  left join follow_requests q on q.follower_id = p.id and q.followee_id = $1
  left join blocks b on b.blocker_id = $1 and b.blocked_id = p.id
  left join blocks d on d.blocker_id = p.id and d.blocked_id = $1
  left join mutes m on m.muter_id = $1 and m.muted_id = p.id and (m.expires_at is null or m.expires_at > now())
  left join person_notes n on n.writer_id = $1 and n.person_id = p.id
  where p.id = any($2::bigint[]) and p.suspended_at is null
  order by array_position($2::bigint[], p.id)`

/** In the order of the ids; unknown ones are left out. */
export async function viewRelationships(
  ctx: Context,
  viewerId: string,
  ids: readonly string[],
): Promise<Relationship[]> {
  if (ids.length === 0) return []
  const found = await rows<Row>(ctx.db, RELATIONSHIPS, [viewerId, ids])
  return found.map(({ words, mute_ends, ...row }) => ({
    ...row,
    muting_expires_at: mute_ends && isoMillis(mute_ends),
    domain_blocking: false,
    endorsed: false,
    note: words ? ctx.secrets.decrypt(words) : '',
  }))
}

export async function viewRelationship(ctx: Context, viewerId: string, id: string): Promise<Relationship> {
  const [relationship] = await viewRelationships(ctx, viewerId, [id])
  if (!relationship) throw missing()
  return relationship
}
