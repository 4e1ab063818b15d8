/**
 * For streams: to whom of many readers a status is shown, and where each of them meets it, in a fixed number of queries
 * however many they are. A reader of null is an app that asks for itself.
 */
import { circlesReadBy, noBlockBetween, notMutedBy, notReadApart, visibleTo } from '#modules/audience'
import { takenByCircle } from '#modules/timelines'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import type { CircleName, Status, Visibility } from '../model.ts'
import { ownCircle, renderUnviewed } from './status.ts'

export type Reader = {
  id: string | null
  /** It stands in their home, itself or boosted. */
  home: boolean
  /** It is a comment on something that does. */
  beneath: boolean
  /** They may see what it answers. Who may not is not told that it answers anything. */
  whole: boolean
  /** Those of their circles in whose feed it stands. */
  circles: string[]
  /** The circle it was said to, where that is theirs. */
  circle: CircleName | null
}

type Facts = {
  thread_id: string
  visibility: Visibility
  tags: string[]
  local: boolean
  boost: boolean
  media: boolean
}

export type Watched = Facts & { readers: Reader[]; status: Status; bare: Status }

const inHome = (of: string) => `${notReadApart('v.id', 's.person_id')} and exists (
  select from home_feed h where h.person_id = v.id and (h.status_id in (${of}) or h.reblog_of_id in (${of})))`

const WATCH = `
  select v.id, s.thread_id, s.visibility, s.tags, p.domain is null as local, s.reblog_of_id is not null as boost,
    s.attachments::text <> '[]' as media,
    coalesce(r.id is null or ${visibleTo('v.id', 'r')}, false) as whole,
    ${inHome('s.id')} as home,
    s.in_reply_to_id is not null and ${inHome('s.thread_id, s.in_reply_to_id')} as beneath, ${ownCircle('v.id')} as circle,
    array(
      select c.id from circles c join circle_members m on m.circle_id = c.id join follows f on f.id = m.follow_id
      where c.person_id = v.id and m.person_id = s.person_id and ${takenByCircle}
      union all
      select c.id from circles c where c.id = s.circle_id and c.person_id = v.id and s.person_id = v.id) as circles
  from unnest($2::bigint[]) v(id)
  join statuses s on s.id = $1
  join people p on p.id = s.person_id
  left join statuses r on r.id = s.in_reply_to_id
  left join statuses o on o.id = s.reblog_of_id
  where ${visibleTo('v.id', 's')} and ${notMutedBy('v.id', 's.person_id')}
    and (o.id is null or (${visibleTo('v.id', 'o')} and ${notMutedBy('v.id', 'o.person_id')}))`

/** Null when nobody of them may see it, or it is gone. A boost is shown where what is boosted may be seen, too. */
export async function watch(ctx: Context, id: string, readerIds: (string | null)[]): Promise<Watched | null> {
  const found = await rows<Facts & Reader>(ctx.db, WATCH, [id, readerIds])
  const status = found.length > 0 ? await renderUnviewed(ctx, id) : null
  if (!status) return null
  const { thread_id, visibility, tags, local, boost, media } = found[0]!
  const bare = { ...status, in_reply_to_id: null, in_reply_to_account_id: null }
  return { thread_id, visibility, tags, local, boost, media, readers: found, status, bare }
}

export type Deleted = {
  personId: string
  visibility: string
  circleId: string | null
  mentioned: readonly string[]
}

const COULD_SEE = `
  select v.id from unnest($1::bigint[]) v(id)
  where v.id = $2::bigint or (
    ($3 in ('public', 'unlisted') or $5 in (${circlesReadBy('v.id')})
      or ($5::bigint is null and (v.id = any($4::bigint[])
        or ($3 = 'private' and exists (select from follows f where f.follower_id = v.id and f.followee_id = $2::bigint)))))
    and ${noBlockBetween('v.id', '$2::bigint')})`

/** Who of the readers could see a status that is gone. */
export async function couldSee(
  ctx: Context,
  deleted: Deleted,
  readerIds: (string | null)[],
): Promise<Set<string | null>> {
  const values = [readerIds, deleted.personId, deleted.visibility, deleted.mentioned, deleted.circleId]
  return new Set((await rows<{ id: string | null }>(ctx.db, COULD_SEE, values)).map((row) => row.id))
}

/** The thread of a status that the viewer may see; of a boost, that of what is boosted. */
export async function threadOf(ctx: Context, viewerId: string | null, id: string): Promise<string | null> {
  const [row] = await rows<{ thread_id: string }>(
    ctx.db,
    `select coalesce(o.thread_id, s.thread_id) as thread_id from statuses s left join statuses o on o.id = s.reblog_of_id
     where s.id = $2 and ${visibleTo('$1', 's')}`,
    [viewerId, id],
  )
  return row?.thread_id ?? null
}
