import {
  clear,
  countUnread,
  countUnreadGroups,
  dismiss,
  dismissGroup,
  findGroup,
  findNotices,
  groupMembers,
  groupsPage,
  noticesPage,
  type Filter,
} from '#modules/notices'
import { viewAccounts } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, createRouter, list, readId, readPage, text, type App, type Req } from '#platform/http'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { renderGroups, renderNotifications } from './entities/notifications.ts'
import { query } from './timelines.ts'

const USUAL = 40

/** https://docs.joinmastodon.org/methods/notifications/ */
export function notificationsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/notifications', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    const notices = await noticesPage(ctx.db, personId, filterOf(c), readPage(c, USUAL))
    addLinks(c, ctx.config.origin, notices[0]?.id, notices.at(-1)?.id)
    return c.json(await renderNotifications(ctx, personId, notices))
  })

  app.get('/api/v1/notifications/unread_count', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    return c.json({ count: await countUnread(ctx.db, personId, filterOf(c), readPage(c, 100, 1000).limit) })
  })

  for (const version of ['v1', 'v2'])
    app.post(`/api/${version}/notifications/clear`, async (c) => {
      await clear(ctx, asker(c, 'write:notifications').personId)
      return c.json({})
    })

  app.get('/api/v1/notifications/:id{\\d+}', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    const [notification] = await renderNotifications(ctx, personId, await findNotices(ctx.db, personId, [readId(c)]))
    if (!notification) throw missing()
    return c.json(notification)
  })

  app.post('/api/v1/notifications/:id{\\d+}/dismiss', async (c) => {
    await dismiss(ctx, asker(c, 'write:notifications').personId, readId(c))
    return c.json({})
  })

  return app
}

/** https://docs.joinmastodon.org/methods/grouped_notifications/ */
export function groupedNotificationsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v2/notifications', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    const partialAvatars = expandAccounts(c) === 'partial_avatars'
    const groups = await groupsPage(ctx.db, personId, filterOf(c), readPage(c, USUAL))
    addLinks(c, ctx.config.origin, groups[0]?.id, groups.at(-1)?.id)
    return c.json(await renderGroups(ctx, personId, groups, { partialAvatars }))
  })

  app.get('/api/v2/notifications/unread_count', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    return c.json({ count: await countUnreadGroups(ctx.db, personId, filterOf(c), readPage(c, 100, 1000).limit) })
  })

  app.get('/api/v2/notifications/:key', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    const group = await findGroup(ctx.db, personId, c.req.param('key'))
    if (!group) throw missing()
    return c.json(
      await renderGroups(ctx, personId, [group], { partialAvatars: expandAccounts(c) === 'partial_avatars' }),
    )
  })

  app.get('/api/v2/notifications/:key/accounts', async (c) => {
    const { personId } = asker(c, 'read:notifications')
    const members = await groupMembers(ctx.db, personId, c.req.param('key'), readPage(c, USUAL))
    addLinks(c, ctx.config.origin, members[0]?.id, members.at(-1)?.id)
    return c.json(
      await viewAccounts(
        ctx,
        personId,
        members.map((member) => member.from_id),
      ),
    )
  })

  app.post('/api/v2/notifications/:key/dismiss', async (c) => {
    await dismissGroup(ctx, asker(c, 'write:notifications').personId, c.req.param('key'))
    return c.json({})
  })

  return app
}

function filterOf(c: Req): Filter {
  const asked = query(c)
  const accountId = text(asked, 'account_id')
  if (accountId && !isId(accountId)) throw missing()
  return {
    types: list(asked, 'types'),
    excludeTypes: list(asked, 'exclude_types'),
    supportedTypes: list(asked, 'supported_types'),
    groupedTypes: list(asked, 'grouped_types'),
    accountId: accountId || undefined,
  }
}

function expandAccounts(c: Req): string {
  const wish = c.req.query('expand_accounts') ?? 'full'
  if (wish !== 'full' && wish !== 'partial_avatars')
    throw refuse('malformed', 'common.not_a_choice', { field: 'expand_accounts', choices: 'full, partial_avatars' })
  return wish
}
