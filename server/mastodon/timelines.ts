import { viewCircle } from '#modules/circles'
import { circleQuery, homeQuery, openHome, pinnedIds, placeQuery, profileQuery, tagQuery } from '#modules/timelines'
import { viewAccount } from '#modules/people'
import { viewPage, viewStatuses } from '#modules/statuses'
import type { Context } from '#platform/context'
import type { Query } from '#platform/db'
import {
  addLinks,
  asker,
  bool,
  createRouter,
  list,
  optionalAsker,
  readId,
  readPage,
  text,
  type App,
  type Body,
  type Page,
  type Req,
} from '#platform/http'
import { tagKey } from '#platform/text'

const USUAL = 20

export function timelinesDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/timelines/home', async (c) => {
    const { personId } = asker(c, 'read:statuses')
    return home(ctx, c, personId, readPage(c, USUAL))
  })

  app.get('/api/v1/timelines/public', async (c) => {
    const viewerId = optionalAsker(c, 'read:statuses')?.personId ?? null
    return answer(ctx, c, viewerId, placeQuery(viewerId, placeOptions(query(c)), readPage(c, USUAL)))
  })

  app.get('/api/v1/timelines/tag/:tag', async (c) => {
    const viewerId = optionalAsker(c, 'read:statuses')?.personId ?? null
    const asked = query(c)
    const names = (name: string) => (list(asked, name) ?? []).slice(0, 4).map(tagKey)
    const options = { ...placeOptions(asked), any: names('any'), all: names('all'), none: names('none') }
    return answer(ctx, c, viewerId, tagQuery(viewerId, tagKey(c.req.param('tag')), options, readPage(c, USUAL)))
  })

  app.get('/api/v1/timelines/list/:id', async (c) => {
    const { personId } = asker(c, 'read:lists')
    const id = readId(c)
    await viewCircle(ctx, personId, id)
    return answer(ctx, c, personId, circleQuery(personId, id, readPage(c, USUAL)))
  })

  app.get('/api/v1/accounts/:id/statuses', async (c) => {
    const viewerId = optionalAsker(c, 'read:statuses')?.personId ?? null
    const personId = readId(c)
    await viewAccount(ctx, viewerId, personId)
    const asked = query(c)
    if (bool(asked, 'pinned')) return c.json(await viewStatuses(ctx, viewerId, await pinnedIds(ctx.db, personId)))
    const options = {
      onlyMedia: bool(asked, 'only_media'),
      excludeReplies: bool(asked, 'exclude_replies'),
      excludeReblogs: bool(asked, 'exclude_reblogs'),
      tagged: text(asked, 'tagged'),
    }
    return answer(ctx, c, viewerId, profileQuery(viewerId, personId, options, readPage(c, USUAL)))
  })

  return app
}

// Apps stop at an empty page, so one whose statuses may all be seen no longer is passed over.
const MOST_PASSED_OVER = 10

async function home(ctx: Context, c: Req, personId: string, page: Page): Promise<Response> {
  for (let passed = 0; ; passed++) {
    const { ids, statuses } = await homePage(ctx, personId, page)
    if (statuses.length > 0 || ids.length === 0 || page.minId || passed === MOST_PASSED_OVER) {
      addLinks(c, ctx.config.origin, ids[0], ids.at(-1))
      return c.json(statuses)
    }
    page = { ...page, maxId: ids.at(-1) }
  }
}

async function homePage(ctx: Context, personId: string, page: Page) {
  const usual = await viewPage(ctx, personId, homeQuery(personId, page, { opened: true }))
  if (usual.ids.length > 0) return usual
  await openHome(ctx, personId)
  return viewPage(ctx, personId, homeQuery(personId, page))
}

async function answer(ctx: Context, c: Req, viewerId: string | null, asked: Query) {
  const { ids, statuses } = await viewPage(ctx, viewerId, asked)
  addLinks(c, ctx.config.origin, ids[0], ids.at(-1))
  return c.json(statuses)
}

function placeOptions(asked: Body) {
  return { local: bool(asked, 'local'), remote: bool(asked, 'remote'), onlyMedia: bool(asked, 'only_media') }
}

/** The query as fields; `any[]=a&any[]=b` as a list. */
export function query(c: Req): Body {
  const body: Body = {}
  for (const [name, values] of Object.entries(c.req.queries())) {
    const many = name.endsWith('[]')
    body[many ? name.slice(0, -2) : name] = many ? values : values.at(-1)
  }
  return body
}
