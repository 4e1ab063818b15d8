import {
  mayBeChosen,
  noBlockBetween,
  notMutedBy,
  notReportedBy,
  ringVisibleTo,
  visibleTo,
  withinReach,
} from '#modules/audience'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import { GROUPED_KINDS, idAlone, keyAlone, wantedKinds, type Filter, type Notice } from './model.ts'

const COLUMNS = ['id', 'kind', 'from_id', 'status_id', 'about_id', 'group_key', 'created_at']
  .map((column) => `n.${column}`)
  .join(', ')

const STANDS = (o: string) => `${o}.state = 'open' and ${o}.expires_at > now()`
/** What is read of a notice `n`; of something that was let go, whether it stands again. */
const READ = `${COLUMNS}, case when n.kind = 'offer_let_go' then exists (
  select from offers no where no.id = n.about_id and ${STANDS('no')}) end as stands`

// Decided again at every reading: somebody muted meanwhile, or a status no longer to be seen, takes its notice along.
const FROM_SHOWN = (n: string) => `
  not exists (select from people np where np.id = ${n}.from_id and np.suspended_at is not null)
  and ${noBlockBetween('$1', `${n}.from_id`)}
  and not exists (select from mutes nm where nm.muter_id = $1 and nm.muted_id = ${n}.from_id and nm.notifications
    and (nm.expires_at is null or nm.expires_at > now()))`
// What is told of an ask is from whoever handed it on, or from oneself where whoever asks is not to be named.
const ASKER_HERE = `(n.kind not in ('ask_nudge', 'ask_answer', 'ask_helped') or exists (
  select from asks na join people nap on nap.id = na.person_id where na.id = n.about_id and nap.suspended_at is null and ${notReportedBy('$1', 'ask', 'na.id')}))`
const THANKED_HERE = `(n.kind not in ('thanks', 'thanks_chain') or exists (
  select from thanks nt where nt.id = n.about_id and not exists (
    select from people ntp where ntp.id in (nt.from_id, nt.to_id) and ntp.suspended_at is not null) and ${notReportedBy('$1', 'thanks', 'nt.id')}))`
const RING_STANDS = `(n.kind not in ('ring', 'ring_met') or exists (
  select from rings nr where nr.id = n.about_id and ${ringVisibleTo('$1', 'nr')}))`
const MATCH_STANDS = `exists (select from offers nm join offers no on no.id = n.other_id
  where nm.id = n.about_id and ${STANDS('nm')} and ${STANDS('no')} and ${withinReach('no', '$1')} and ${notMutedBy('$1', 'n.from_id')}
    and ${notReportedBy('$1', 'offer', 'no.id')})`
// They may be chosen, or were. Where a lot is still to be drawn, it is among those who would.
const TAKER_STANDS = `exists (select from offers no join takers nk on nk.offer_id = no.id and nk.person_id = n.from_id and nk.let_go_at is null
  where no.id = n.about_id and (nk.chosen_at is not null or ${mayBeChosen('no', 'n.from_id')})
    and (no.state = 'given' or ${STANDS('no')} or no.state = 'open' and no.drawn_at is not null))`
const CHOSEN_STANDS = `exists (select from takers nk
  where nk.offer_id = n.about_id and nk.person_id = $1 and nk.chosen_at is not null and nk.let_go_at is null)`
// Their yes stands, as they are told with it.
const UNCHOSEN_STANDS = `exists (select from offers no join takers nk on nk.offer_id = no.id and nk.person_id = $1
    and nk.chosen_at is null and nk.let_go_at is null
  where no.id = n.about_id and ${STANDS('no')} and ${withinReach('no', '$1')})`
// Also of what is over by its time, since whose it is waits for them; not once the next was chosen.
const LET_GO_STANDS = `exists (select from takers nk where nk.offer_id = n.about_id and nk.person_id = n.from_id and nk.let_go_by = 'taker'
  and not exists (select from takers nl where nl.offer_id = nk.offer_id and nl.chosen_at > nk.let_go_at))`
const OFFER_STANDS = `case n.kind when 'offer_match' then ${MATCH_STANDS} when 'offer_taker' then ${TAKER_STANDS}
  when 'offer_chosen' then ${CHOSEN_STANDS} when 'offer_unchosen' then ${UNCHOSEN_STANDS}
  when 'offer_let_go' then ${LET_GO_STANDS} else true end`
const SHOWN = `not n.cleared and ${FROM_SHOWN('n')}
  and (n.status_id is null or exists (select from statuses ns where ns.id = n.status_id and ${visibleTo('$1', 'ns')}))
  and ${ASKER_HERE} and ${THANKED_HERE} and ${RING_STANDS} and ${OFFER_STANDS}`
const WANTED = `n.person_id = $1 and n.kind = any($2::text[]) and ($3::bigint is null or n.from_id = $3) and ${SHOWN}`

/** What somebody was told, newest first. */
export async function noticesPage(db: Database, viewerId: string, filter: Filter, page: Keyset): Promise<Notice[]> {
  return keysetPage<Notice>(
    db,
    page,
    'n.id',
    valuesOf(viewerId, filter),
    (within) => `select ${READ} from notices n where ${WANTED} and ${within}`,
  )
}

/** Those of the ids that are the viewer's and may still be shown, newest first. */
export async function findNotices(db: Database, viewerId: string, ids: readonly string[]): Promise<Notice[]> {
  return rows<Notice>(
    db,
    `select ${READ} from notices n where n.person_id = $1 and n.id = any($2::bigint[]) and ${SHOWN} order by n.id desc`,
    [viewerId, ids],
  )
}

/** Several notices as one: its id and moment are those of the newest. */
export type Group = Notice & {
  count: number
  /** The oldest of it that belongs to the page. */
  oldest_id: string
  /** The latest few who did it, newest first. */
  sample_ids: string[]
}

const SAMPLE = 8
const IS_GROUPED = 'n.kind = any($4::text[])'
const IN_GROUP = `o.person_id = $1 and not o.cleared and ($3::bigint is null or o.from_id = $3) and ${FROM_SHOWN('o')}`
const GROUPS = `
  select ${READ}, ${IS_GROUPED} as grouped
  from notices n
  where ${WANTED} and not (${IS_GROUPED} and exists (
    select from notices o where o.group_key = n.group_key and o.id > n.id and ${IN_GROUP}))`

/**
 * The same in groups. A group is as new as its newest notice and stands on that page alone, so its id is the cursor;
 * the count goes over the whole group.
 */
export async function groupsPage(db: Database, viewerId: string, filter: Filter, page: Keyset): Promise<Group[]> {
  const begin = page.minId ?? page.sinceId ?? null
  const values = [...valuesOf(viewerId, filter), filter.groupedTypes ?? GROUPED_KINDS, begin]
  const found = await keysetPage<Group & { grouped: boolean }>(
    db,
    page,
    'g.id',
    values,
    (within) => `
      select g.*, a.count, a.oldest_id, a.sample_ids
      from (${GROUPS}) g
      cross join lateral (
        select count(*)::int as count, min(o.id) filter (where o.id > coalesce($5::bigint, 0)) as oldest_id,
          (array_agg(o.from_id order by o.id desc))[:${SAMPLE}] as sample_ids
        from notices o
        where o.group_key = g.group_key and (g.grouped or o.id = g.id) and ${IN_GROUP}) a
      where ${within}`,
  )
  return found.map(({ grouped, ...group }) => (grouped ? group : { ...group, group_key: keyAlone(group.id) }))
}

/** One group by its key, whatever its kind; null when nothing of it is to be shown. */
export async function findGroup(db: Database, viewerId: string, key: string): Promise<Group | null> {
  const members = await groupMembers(db, viewerId, key, { limit: SAMPLE })
  const [newest] = members
  if (!newest) return null
  return { ...newest, group_key: key, sample_ids: members.map((member) => member.from_id) }
}

/** The notices of one group, newest first; each knows how many there are, and the oldest. */
export async function groupMembers(db: Database, viewerId: string, key: string, page: Keyset) {
  const alone = idAlone(key)
  return keysetPage<Notice & { count: number; oldest_id: string }>(
    db,
    page,
    'm.id',
    [viewerId, alone ? null : key, alone],
    (within) => `
      select m.* from (
        select ${READ}, count(*) over ()::int as count, min(n.id) over () as oldest_id from notices n
        where n.person_id = $1 and (n.group_key = $2::text or n.id = $3::bigint) and ${SHOWN}) m
      where ${within}`,
  )
}

const MOST_COUNTED = 1000

/** How many came after what was last marked as read, up to `most`. */
export async function countUnread(db: Database, viewerId: string, filter: Filter, most: number): Promise<number> {
  return count(db, UNREAD, valuesOf(viewerId, filter), most)
}

export async function countUnreadGroups(db: Database, viewerId: string, filter: Filter, most: number): Promise<number> {
  return count(db, UNREAD_GROUPS, [...valuesOf(viewerId, filter), filter.groupedTypes ?? GROUPED_KINDS], most)
}

const LAST_READ = `coalesce((
  select last_read_id from markers where person_id = $1 and timeline = 'notifications'), 0)`
const UNREAD = `select from notices n where ${WANTED} and n.id > ${LAST_READ}`
const UNREAD_GROUPS = `select from (${GROUPS}) g where g.id > ${LAST_READ}`

async function count(db: Database, query: string, values: unknown[], most: number): Promise<number> {
  const limited = `select count(*)::int as count from (${query} limit $${values.length + 1}) c`
  const [row] = await rows<{ count: number }>(db, limited, [...values, Math.min(most, MOST_COUNTED)])
  return row!.count
}

function valuesOf(viewerId: string, filter: Filter): unknown[] {
  return [viewerId, wantedKinds(filter), filter.accountId ?? null]
}

export async function watchersOf(db: Database, personId: string, statusId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select f.follower_id as id from follows f join statuses s on s.id = $2
     where f.followee_id = $1 and f.notify and ${visibleTo('f.follower_id', 's')}
       and not exists (select from status_mentions m where m.status_id = $2 and m.person_id = f.follower_id)`,
    [personId, statusId],
  )
  return found.map((row) => row.id)
}
