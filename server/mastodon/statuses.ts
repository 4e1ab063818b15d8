import {
  bookmark,
  bookmarksPage,
  boost,
  deleteStatus,
  editStatus,
  favourite,
  favouritedBy,
  favouritesPage,
  muteThread,
  pin,
  rebloggedBy,
  say,
  unbookmark,
  unboost,
  unfavourite,
  unmuteThread,
  unpin,
  viewContext,
  viewHistory,
  viewSource,
  viewStatus,
  viewStatuses,
  type Cursored,
  type Edit,
} from '#modules/statuses'
import { settingsOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import {
  addLinks,
  asker,
  bool,
  createRouter,
  list,
  oneOf,
  optionalAsker,
  readBody,
  readId,
  readPage,
  requireToken,
  text,
  type App,
  type Body,
  type Req,
} from '#platform/http'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { query } from './timelines.ts'

const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const
const MOST_AT_ONCE = 20

export function statusesDoor(ctx: Context): App {
  const app = createRouter()
  saying(ctx, app)
  reading(ctx, app)
  marking(ctx, app)
  return app
}

function saying(ctx: Context, app: App) {
  app.post('/api/v1/statuses', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const body = await readBody(c)
    const settings = await settingsOf(ctx, personId)
    const inReplyToId = text(body, 'in_reply_to_id') || null
    if (inReplyToId && !isId(inReplyToId)) throw missing()
    const circleId = text(body, 'circle_id') || null
    if (circleId && !isId(circleId)) throw missing()
    const visibility = oneOf(body, 'visibility', VISIBILITIES)
    refuseLater(body)
    const id = await say(ctx, {
      personId,
      text: text(body, 'status') ?? '',
      spoilerText: text(body, 'spoiler_text'),
      visibility: visibility ?? (circleId ? 'private' : settings.defaultVisibility),
      circleId,
      sensitive: bool(body, 'sensitive') ?? settings.defaultSensitive,
      language: language(body) ?? settings.defaultLanguage,
      inReplyToId,
      mediaIds: mediaIds(body),
      applicationId: requireToken(c).appId,
      idempotencyKey: c.req.header('idempotency-key')?.slice(0, 255) || null,
    })
    return c.json(await viewStatus(ctx, personId, id))
  })

  app.on(['PUT', 'PATCH'], '/api/v1/statuses/:id', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const body = await readBody(c)
    await editStatus(ctx, personId, id, {
      text: text(body, 'status') ?? '',
      spoilerText: text(body, 'spoiler_text'),
      sensitive: bool(body, 'sensitive'),
      language: language(body),
      mediaIds: mediaIds(body),
      mediaChanges: mediaChanges(body),
    })
    return c.json(await viewStatus(ctx, personId, id))
  })

  app.delete('/api/v1/statuses/:id', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const status = await viewStatus(ctx, personId, id)
    if (status.account.id !== personId) throw missing()
    const source = status.reblog ? { text: '' } : await viewSource(ctx, personId, id)
    await deleteStatus(ctx, personId, id, { keepPictures: !bool(await readBody(c), 'delete_media') })
    return c.json({ ...status, text: source.text })
  })
}

function reading(ctx: Context, app: App) {
  app.get('/api/v1/statuses', async (c) => {
    const ids = (list(query(c), 'id') ?? []).filter(isId).slice(0, MOST_AT_ONCE)
    return c.json(await viewStatuses(ctx, viewerOf(c), ids))
  })
  app.get('/api/v1/statuses/:id', async (c) => c.json(await viewStatus(ctx, viewerOf(c), readId(c))))
  app.get('/api/v1/statuses/:id/context', async (c) => c.json(await viewContext(ctx, viewerOf(c), readId(c))))
  app.get('/api/v1/statuses/:id/history', async (c) => c.json(await viewHistory(ctx, viewerOf(c), readId(c))))
  app.get('/api/v1/statuses/:id/source', async (c) =>
    c.json(await viewSource(ctx, asker(c, 'read:statuses').personId, readId(c))),
  )
  app.get('/api/v1/statuses/:id/favourited_by', async (c) =>
    cursored(ctx, c, await favouritedBy(ctx, viewerOf(c), readId(c), readPage(c, 40))),
  )
  app.get('/api/v1/statuses/:id/reblogged_by', async (c) =>
    cursored(ctx, c, await rebloggedBy(ctx, viewerOf(c), readId(c), readPage(c, 40))),
  )
  app.get('/api/v1/favourites', async (c) =>
    cursored(ctx, c, await favouritesPage(ctx, asker(c, 'read:favourites').personId, readPage(c, 20))),
  )
  app.get('/api/v1/bookmarks', async (c) =>
    cursored(ctx, c, await bookmarksPage(ctx, asker(c, 'read:bookmarks').personId, readPage(c, 20))),
  )
}

type Mark = (ctx: Context, personId: string, id: string) => Promise<unknown>

function marking(ctx: Context, app: App) {
  const marks: [string, string, Mark][] = [
    ['favourite', 'write:favourites', favourite],
    ['unfavourite', 'write:favourites', unfavourite],
    ['bookmark', 'write:bookmarks', bookmark],
    ['unbookmark', 'write:bookmarks', unbookmark],
    ['pin', 'write:accounts', pin],
    ['unpin', 'write:accounts', unpin],
    ['mute', 'write:mutes', muteThread],
    ['unmute', 'write:mutes', unmuteThread],
  ]
  for (const [verb, scope, mark] of marks) {
    app.post(`/api/v1/statuses/:id/${verb}`, async (c) => {
      const { personId } = asker(c, scope)
      const id = readId(c)
      await mark(ctx, personId, id)
      const status = await viewStatus(ctx, personId, id)
      return c.json(status.reblog ?? status)
    })
  }
  app.post('/api/v1/statuses/:id/reblog', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const body = await readBody(c)
    const boostId = await boost(ctx, personId, readId(c), oneOf(body, 'visibility', VISIBILITIES))
    return c.json(await viewStatus(ctx, personId, boostId))
  })
  app.post('/api/v1/statuses/:id/unreblog', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    return c.json(await viewStatus(ctx, personId, await unboost(ctx, personId, readId(c))))
  })
}

function viewerOf(c: Req): string | null {
  return optionalAsker(c, 'read:statuses')?.personId ?? null
}

function cursored(ctx: Context, c: Req, { items, first, last }: Cursored<unknown>) {
  addLinks(c, ctx.config.origin, first, last)
  return c.json(items as object[])
}

function mediaIds(body: Body): string[] {
  return (list(body, 'media_ids') ?? []).filter((id) => id !== '')
}

function mediaChanges(body: Body): Edit['mediaChanges'] {
  const given = Object.values((body.media_attributes ?? []) as Record<string, Body>)
  return given
    .map((one) => ({ id: text(one, 'id') ?? '', description: text(one, 'description'), focus: text(one, 'focus') }))
    .filter(({ id }) => isId(id))
}

/** An ISO 639 code, without its region; undefined where none was given. */
function language(body: Body): string | null | undefined {
  const given = text(body, 'language')
  if (given === undefined) return undefined
  const [code = ''] = given.toLowerCase().split(/[-_]/)
  if (code === '') return null
  if (!/^[a-z]{2,3}$/.test(code)) throw refuse('invalid', 'common.wrong_field', { field: 'language' })
  return code
}

/** What an app asks for and we cannot do is refused, never quietly left out. */
function refuseLater(body: Body) {
  for (const field of ['poll', 'scheduled_at', 'quoted_status_id']) {
    if (body[field] !== undefined && body[field] !== null && body[field] !== '')
      throw refuse('invalid', 'statuses.not_supported', { field })
  }
}
