import {
  acceptFollow,
  block,
  blocksPage,
  follow,
  mute,
  mutesPage,
  rejectFollow,
  remark,
  removeFollower,
  requestsPage,
  unblock,
  unfollow,
  unmute,
  viewFamiliarFollowers,
  viewRelationship,
  viewRelationships,
} from '#modules/ties'
import type { Context } from '#platform/context'
import {
  asker,
  bool,
  createRouter,
  list,
  number,
  readBody,
  readId,
  readPage,
  text,
  type App,
  type Body,
} from '#platform/http'
import { isId } from '#platform/ids'
import { refuse } from '#platform/refusal'
import { answer } from './accounts.ts'
import { query } from './timelines.ts'

const MOST_AT_ONCE = 200

/** What one does with other people, and the lists that come of it. Every act answers the Relationship as it is then. */
export function relationshipsDoor(ctx: Context): App {
  const app = createRouter()
  acts(ctx, app)
  lists(ctx, app)
  return app
}

type Act = (ctx: Context, personId: string, otherId: string, body: Body) => Promise<void>

function acts(ctx: Context, app: App) {
  const all: [string, string, Act][] = [
    ['accounts/:id/follow', 'write:follows', (ctx, me, id, body) => follow(ctx, me, id, followOptions(body))],
    ['accounts/:id/unfollow', 'write:follows', unfollow],
    ['accounts/:id/remove_from_followers', 'write:follows', removeFollower],
    ['accounts/:id/block', 'write:blocks', block],
    ['accounts/:id/unblock', 'write:blocks', unblock],
    ['accounts/:id/mute', 'write:mutes', (ctx, me, id, body) => mute(ctx, me, id, muteOptions(body))],
    ['accounts/:id/unmute', 'write:mutes', unmute],
    ['accounts/:id/note', 'write:accounts', (ctx, me, id, body) => remark(ctx, me, id, text(body, 'comment') ?? '')],
    ['follow_requests/:id/authorize', 'write:follows', acceptFollow],
    ['follow_requests/:id/reject', 'write:follows', rejectFollow],
  ]
  for (const [path, scope, act] of all) {
    app.post(`/api/v1/${path}`, async (c) => {
      const { personId } = asker(c, scope)
      const id = readId(c)
      await act(ctx, personId, id, await readBody(c))
      return c.json(await viewRelationship(ctx, personId, id))
    })
  }
}

function followOptions(body: Body) {
  return { showReblogs: bool(body, 'reblogs'), notify: bool(body, 'notify'), languages: languagesIn(body) }
}

const MOST_LANGUAGES = 50

function languagesIn(body: Body): string[] | undefined {
  const languages = list(body, 'languages')
  if (!languages) return undefined
  if (languages.length > MOST_LANGUAGES || !languages.every((one) => /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(one)))
    throw refuse('invalid', 'common.wrong_field', { field: 'languages' })
  return languages
}

function muteOptions(body: Body) {
  return { notifications: bool(body, 'notifications'), seconds: number(body, 'duration') }
}

function lists(ctx: Context, app: App) {
  app.get('/api/v1/accounts/relationships', async (c) => {
    const { personId } = asker(c, 'read:follows')
    const ids = (list(query(c), 'id') ?? []).filter(isId).slice(0, MOST_AT_ONCE)
    return c.json(await viewRelationships(ctx, personId, ids))
  })

  app.get('/api/v1/accounts/familiar_followers', async (c) => {
    const { personId } = asker(c, 'read:follows')
    const ids = (list(query(c), 'id') ?? []).filter(isId).slice(0, MOST_AT_ONCE)
    return c.json(await viewFamiliarFollowers(ctx, personId, ids))
  })

  app.get('/api/v1/follow_requests', async (c) =>
    answer(ctx, c, await requestsPage(ctx, asker(c, 'read:follows').personId, readPage(c, 40))),
  )
  app.get('/api/v1/blocks', async (c) =>
    answer(ctx, c, await blocksPage(ctx, asker(c, 'read:blocks').personId, readPage(c, 40))),
  )
  app.get('/api/v1/mutes', async (c) =>
    answer(ctx, c, await mutesPage(ctx, asker(c, 'read:mutes').personId, readPage(c, 40))),
  )
  // Nobody elsewhere is here yet, so there is no domain to block; blocking one answers 404.
  app.get('/api/v1/domain_blocks', (c) => {
    asker(c, 'read:blocks')
    return c.json([])
  })
}
