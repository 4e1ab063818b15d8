import { notMutedBy, notReadApart, visibleTo } from '#modules/audience'
import { keysetQuery, rows, type Database, type Query } from '#platform/db'
import { isoMillis } from '#platform/clock'
import type { Page } from '#platform/http'
import { understood, type Delivered } from './model.ts'

// Which statuses stand in a timeline, as queries whose $1 is the viewer: `viewPage` of the statuses reads them with what they say.

// A boost is shown where what is boosted may be seen too, and nothing by, or boosted from, somebody muted.
const SHOWN = `
  ${visibleTo('$1', 's')} and ${notMutedBy('$1', 's.person_id')}
  and (s.reblog_of_id is null or exists (
    select from statuses o where o.id = s.reblog_of_id and ${visibleTo('$1', 'o')} and ${notMutedBy('$1', 'o.person_id')}))`

/**
 * One's home. A row may stand there that its reader may see no longer; the statuses' own rule leaves it out, so that it is asked
 * once. `opened`: nothing unless the feed is kept up and today's visit noted, so that a usual reading need not ask that first.
 */
export function homeQuery(viewerId: string, page: Page, { opened = false } = {}): Query {
  const isOpened = `exists (
    select from home_feeds f where f.person_id = $1 and f.built and f.read_on = current_date)`
  return keysetQuery(
    page,
    'h.status_id',
    [viewerId],
    (within) => `
      select h.status_id as id from home_feed h
      where h.person_id = $1 and ${notMutedBy('$1', 'h.author_id')} and ${notReadApart('$1', 'h.author_id')}
        and (h.reblogged_id is null or ${notMutedBy('$1', 'h.reblogged_id')}) and ${within}
        ${opened ? `and ${isOpened}` : ''}`,
  )
}

/**
 * As SQL: the circle `c` takes the status `s` of a member whom its owner follows by `f`. As a home does, but that the circle
 * says which comments: those to its owner and to oneself always, else to members, to anybody followed, or to nobody.
 */
export const takenByCircle = `
  s.visibility <> 'direct'
  and (s.reblog_of_id is null or f.show_reblogs)
  and ${understood('coalesce(s.reblog_of_id, s.id)')}
  and (s.in_reply_to_person_id is null or s.in_reply_to_person_id in (s.person_id, c.person_id)
    or c.replies_policy = 'list' and exists (
      select from circle_members o where o.circle_id = c.id and o.person_id = s.in_reply_to_person_id)
    or c.replies_policy = 'followed' and exists (
      select from follows o where o.follower_id = c.person_id and o.followee_id = s.in_reply_to_person_id))`

/**
 * What the members of one's circle say, what they said before they were taken in as well, and what one says to it. Somebody
 * else's is empty.
 */
export function circleQuery(viewerId: string, circleId: string, page: Page): Query {
  const direction = page.minId === undefined ? 'desc' : 'asc'
  return keysetQuery(
    page,
    's.id',
    [viewerId, circleId],
    // Of each no more than a page ($5), so that the circle costs the same however much they said.
    (within) => `
    select s.id from circles c
    cross join lateral (
      select m.person_id, m.follow_id from circle_members m where m.circle_id = c.id
      union all
      select c.person_id, null) m
    left join follows f on f.id = m.follow_id
    cross join lateral (
      select s.id from statuses s
      where s.person_id = m.person_id and (f.id is null and s.circle_id = c.id or f.id is not null and ${takenByCircle})
        and ${SHOWN} and ${within}
      order by s.id ${direction} limit $5
    ) s
    where c.id = $2 and c.person_id = $1 and ${within}`,
  )
}

export type PlaceOptions = { local?: boolean; remote?: boolean; onlyMedia?: boolean }

/**
 * What is public here (local), elsewhere (remote) or everywhere. Boosts are not repeated, and answers to others stand in
 * their threads, as in Mastodon.
 */
export function placeQuery(viewerId: string | null, options: PlaceOptions, page: Page): Query {
  return keysetQuery(
    page,
    's.id',
    [viewerId],
    (cursor) => `
    select s.id from statuses s join people p on p.id = s.person_id
    where s.visibility = 'public' and s.reblog_of_id is null
      and (s.in_reply_to_person_id is null or s.in_reply_to_person_id = s.person_id)
      and ${SHOWN} ${whereFrom(options)} and ${cursor}`,
  )
}

export type TagOptions = PlaceOptions & { any?: string[]; all?: string[]; none?: string[] }

/** Public statuses with a hashtag (lower case). */
export function tagQuery(viewerId: string | null, tag: string, options: TagOptions, page: Page): Query {
  const values = [viewerId, [tag, ...(options.any ?? [])], options.all ?? [], options.none ?? []]
  const tagged = (names: string) => `select 1 from status_tags st join tags t on t.id = st.tag_id
    where st.status_id = s.id and t.name = ${names}`
  return keysetQuery(
    page,
    's.id',
    values,
    (cursor) => `
    select s.id from statuses s join people p on p.id = s.person_id
    where s.id in (select st.status_id from status_tags st join tags t on t.id = st.tag_id where t.name = any($2::text[]))
      and s.visibility = 'public' and s.reblog_of_id is null
      and not exists (select from unnest($3::text[]) wanted(name) where not exists (${tagged('wanted.name')}))
      and not exists (${tagged('any($4::text[])')})
      and ${SHOWN} ${whereFrom(options)} and ${cursor}`,
  )
}

export type ProfileOptions = {
  onlyMedia?: boolean
  excludeReplies?: boolean
  excludeReblogs?: boolean
  tagged?: string
}

/** What a person said, as far as the viewer may see it. A mute does not hide a profile one opens oneself. */
export function profileQuery(viewerId: string | null, personId: string, options: ProfileOptions, page: Page): Query {
  const values = [viewerId, personId, options.tagged?.toLowerCase() ?? null]
  const conditions = [
    options.onlyMedia ? `s.attachments::text <> '[]'` : '',
    options.excludeReplies ? '(s.in_reply_to_person_id is null or s.in_reply_to_person_id = s.person_id)' : '',
    options.excludeReblogs ? 's.reblog_of_id is null' : '',
    `($3::text is null or exists (select from status_tags st join tags t on t.id = st.tag_id where st.status_id = s.id and t.name = $3))`,
  ].filter(Boolean)
  return keysetQuery(
    page,
    's.id',
    values,
    (cursor) => `
    select s.id from statuses s
    where s.person_id = $2 and s.visibility <> 'direct' and ${conditions.join(' and ')}
      and ${visibleTo('$1', 's')}
      and (s.reblog_of_id is null or exists (select from statuses o where o.id = s.reblog_of_id and ${visibleTo('$1', 'o')}))
      and ${cursor}`,
  )
}

/** What a person pinned to their profile, newest pin first; few enough for one page. */
export async function pinnedIds(db: Database, personId: string): Promise<string[]> {
  const text = 'select status_id as id from pins where person_id = $1 order by pins.id desc'
  return (await rows<{ id: string }>(db, text, [personId])).map((row) => row.id)
}

export async function followersHere(db: Database, personId: string): Promise<number> {
  const [row] = await rows<{ count: number }>(db, 'select followers_count as count from people where id = $1', [
    personId,
  ])
  return row?.count ?? 0
}

export async function isBuilt(db: Database, personId: string): Promise<boolean> {
  const [row] = await rows<{ built: boolean }>(
    db,
    `select coalesce(bool_and(built), true) as built from home_feeds where person_id = $1`,
    [personId],
  )
  return row!.built
}

export async function deliveredStatus(db: Database, statusId: string): Promise<Delivered | null> {
  const [row] = await rows<Delivered>(
    db,
    `select s.id, s.person_id as "personId", s.visibility, s.in_reply_to_person_id as "inReplyToPersonId",
       s.in_reply_to_person_id is not null as "isReply", s.reblog_of_id as "reblogOfId", o.person_id as "reblogOfPersonId",
       s.circle_id as "circleId"
     from statuses s left join statuses o on o.id = s.reblog_of_id where s.id = $1`,
    [statusId],
  )
  return row ?? null
}

export type Marker = { last_read_id: string; version: number; updated_at: string }

/** How far somebody has read, by timeline; only those that they ever marked. */
export async function viewMarkers(
  db: Database,
  personId: string,
  timelines: string[],
): Promise<Record<string, Marker>> {
  const found = await rows<{ timeline: string; last_read_id: string; version: number; updated_at: Temporal.Instant }>(
    db,
    'select timeline, last_read_id, version, updated_at from markers where person_id = $1 and timeline = any($2::text[])',
    [personId, timelines],
  )
  return Object.fromEntries(
    found.map(({ timeline, updated_at, ...marker }) => [timeline, { ...marker, updated_at: isoMillis(updated_at) }]),
  )
}

function whereFrom(options: PlaceOptions): string {
  return [
    options.local ? 'and p.domain is null' : '',
    options.remote ? 'and p.domain is not null' : '',
    options.onlyMedia ? `and s.attachments::text <> '[]'` : '',
  ].join(' ')
}
