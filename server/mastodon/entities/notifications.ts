import { viewTakenDown, type TakenDownEntity } from '#modules/moderation'
import type { Group, Notice } from '#modules/notices'
import { viewAccounts, type Account } from '#modules/people'
import { viewStatuses, type Status } from '#modules/statuses'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'

/** Mastodon's Notification; what it is about stands in those of our own kinds. */
export type Notification = {
  id: string
  type: string
  group_key: string
  created_at: string
  account: Account
  status?: Status
  introduction?: { id: string }
  introduction_request?: { id: string }
  guest_introduction?: { id: string }
  ask?: { id: string }
  /** Of one that was let go also whether it stands again. */
  offer?: { id: string; stands?: boolean }
  ring?: { id: string }
  thanks?: { id: string }
  report?: { id: string }
  taken_down?: TakenDownEntity
}

/** A fixed number of queries, however many notices there are. */
export async function renderNotifications(ctx: Context, viewerId: string, notices: Notice[]): Promise<Notification[]> {
  const accounts = await accountsOf(
    ctx,
    viewerId,
    notices.map((notice) => notice.from_id),
  )
  const statuses = await statusesOf(ctx, viewerId, notices)
  const takenDown = await takenDownOf(ctx, viewerId, notices)
  return notices.flatMap((notice) => {
    const account = accounts.get(notice.from_id)
    const status = notice.status_id ? statuses.get(notice.status_id) : undefined
    // Gone between two queries.
    if (!account || (notice.status_id && !status)) return []
    return [
      {
        id: notice.id,
        type: notice.kind,
        group_key: notice.group_key,
        created_at: isoMillis(notice.created_at),
        account,
        ...(status ? { status } : {}),
        ...subjectOf(notice, takenDown),
      },
    ]
  })
}

type Options = { partialAvatars?: boolean }

/** Mastodon's GroupedNotificationsResults. */
export async function renderGroups(ctx: Context, viewerId: string, groups: Group[], options: Options = {}) {
  const accounts = await accountsOf(
    ctx,
    viewerId,
    groups.flatMap((group) => group.sample_ids),
  )
  const statuses = await statusesOf(ctx, viewerId, groups)
  const takenDown = await takenDownOf(ctx, viewerId, groups)
  const shown = groups
    .map((group) => ({ ...group, sample_ids: group.sample_ids.filter((id) => accounts.has(id)) }))
    .filter((group) => group.sample_ids.length > 0 && (!group.status_id || statuses.has(group.status_id)))
  return {
    ...shareAccounts(accounts, shown, options),
    statuses: [...statuses.values()],
    notification_groups: shown.map((group) => renderGroup(group, takenDown)),
  }
}

type TakenDowns = Map<string, TakenDownEntity>

function renderGroup(group: Group, takenDown: TakenDowns) {
  return {
    group_key: group.group_key,
    notifications_count: group.count,
    type: group.kind,
    // Upstream writes a number here, and IceCubes decodes nothing else; ours are beyond what a JavaScript number holds.
    most_recent_notification_id: rawJson(group.id),
    page_min_id: group.oldest_id,
    page_max_id: group.id,
    latest_page_notification_at: isoMillis(group.created_at),
    sample_account_ids: group.sample_ids,
    ...(group.status_id ? { status_id: group.status_id } : {}),
    ...subjectOf(group, takenDown),
  }
}

// Only the face in front is whole where the app asked for partial ones.
function shareAccounts(accounts: Map<string, Account>, groups: Group[], { partialAvatars }: Options) {
  const all = [...accounts.values()]
  if (!partialAvatars) return { accounts: all }
  const whole = new Set(groups.map((group) => group.sample_ids[0]))
  return {
    accounts: all.filter(({ id }) => whole.has(id)),
    partial_accounts: all.filter(({ id }) => !whole.has(id)).map(faceOf),
  }
}

function faceOf({ id, acct, locked, bot, url, avatar, avatar_static, avatar_description }: Account) {
  return { id, acct, locked, bot, url, avatar, avatar_static, avatar_description }
}

function subjectOf({ kind, about_id: id, stands }: Notice, takenDown: TakenDowns) {
  if (!id) return {}
  if (kind === 'taken_down') return { taken_down: takenDown.get(id) }
  if (kind === 'report') return { report: { id } }
  if (kind.startsWith('ask_')) return { ask: { id } }
  if (kind.startsWith('offer_')) return { offer: { id, ...(stands === null ? {} : { stands }) } }
  if (kind.startsWith('ring')) return { ring: { id } }
  if (kind.startsWith('thanks')) return { thanks: { id } }
  if (kind.startsWith('introduction_request')) return { introduction_request: { id } }
  return kind.startsWith('guest_introduction') ? { guest_introduction: { id } } : { introduction: { id } }
}

async function accountsOf(ctx: Context, viewerId: string, ids: string[]): Promise<Map<string, Account>> {
  const accounts = await viewAccounts(ctx, viewerId, [...new Set(ids)])
  return new Map(accounts.map((account) => [account.id, account]))
}

async function statusesOf(ctx: Context, viewerId: string, notices: Notice[]): Promise<Map<string, Status>> {
  const ids = notices.flatMap((notice) => notice.status_id ?? [])
  const statuses = await viewStatuses(ctx, viewerId, [...new Set(ids)])
  return new Map(statuses.map((status) => [status.id, status]))
}

async function takenDownOf(ctx: Context, viewerId: string, notices: Notice[]): Promise<TakenDowns> {
  const about = notices.flatMap(({ kind, about_id: id }) => (kind === 'taken_down' && id ? [id] : []))
  return viewTakenDown(ctx.db, viewerId, about)
}

function rawJson(digits: string): unknown {
  return (JSON as unknown as { rawJSON: (text: string) => unknown }).rawJSON(digits)
}
