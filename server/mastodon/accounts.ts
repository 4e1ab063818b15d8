import { findByHandle, searchPeople, viewAccount, viewAccounts } from '#modules/people'
import { followersPage, followingPage, type PeoplePage } from '#modules/ties'
import type { Context } from '#platform/context'
import {
  addLinks,
  asker,
  bool,
  createRouter,
  list,
  optionalAsker,
  readId,
  readPage,
  type App,
  type Req,
} from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { needed, readOffset } from './parameters.ts'
import { query } from './timelines.ts'

const MOST_AT_ONCE = 40

/** Other people's profiles: https://docs.joinmastodon.org/methods/accounts/ */
export function accountsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/accounts', async (c) => {
    const ids = (list(query(c), 'id') ?? []).filter(isId).slice(0, MOST_AT_ONCE)
    return c.json(await viewAccounts(ctx, viewerOf(c), ids))
  })

  app.get('/api/v1/accounts/lookup', async (c) => {
    const id = await findByHandle(ctx.db, ctx.config.domain, needed(query(c), 'acct'))
    if (!id) throw missing()
    return c.json(await viewAccount(ctx, viewerOf(c), id))
  })

  app.get('/api/v1/accounts/search', async (c) => {
    const { personId } = asker(c, 'read:accounts')
    const asked = query(c)
    const search = { words: needed(asked, 'q'), limit: readPage(c, 40).limit, offset: readOffset(c) }
    return c.json(await searchPeople(ctx, personId, { ...search, following: bool(asked, 'following') }))
  })

  app.get('/api/v1/accounts/:id{[0-9]+}', async (c) => c.json(await viewAccount(ctx, viewerOf(c), readId(c))))

  app.get('/api/v1/accounts/:id/followers', async (c) =>
    answer(ctx, c, await followersPage(ctx, viewerOf(c), readId(c), readPage(c, 40))),
  )
  app.get('/api/v1/accounts/:id/following', async (c) =>
    answer(ctx, c, await followingPage(ctx, viewerOf(c), readId(c), readPage(c, 40))),
  )

  // What a profile does not have here yet; apps ask for it when they open one.
  for (const [part, scope] of [
    ['featured_tags', null],
    ['endorsements', null],
    ['identity_proofs', 'read:accounts'],
  ] as const)
    app.get(`/api/v1/accounts/:id/${part}`, async (c) => {
      if (scope) asker(c, scope)
      await viewAccount(ctx, viewerOf(c), readId(c))
      return c.json([])
    })
  for (const path of ['/api/v1/featured_tags', '/api/v1/featured_tags/suggestions', '/api/v1/endorsements'])
    app.get(path, (c) => {
      asker(c, 'read:accounts')
      return c.json([])
    })

  return app
}

/** A page of people whose cursors are not their ids. */
export function answer(ctx: Context, c: Req, { items, first, last }: PeoplePage<object>) {
  addLinks(c, ctx.config.origin, first, last)
  return c.json(items)
}

function viewerOf(c: Req): string | null {
  return optionalAsker(c, 'read:accounts', 'profile')?.personId ?? null
}
