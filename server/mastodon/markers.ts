import { setMarkers, viewMarkers } from '#modules/timelines'
import type { Context } from '#platform/context'
import { asker, createRouter, list, readBody, text, type App, type Body } from '#platform/http'
import { isId } from '#platform/ids'
import { refuse } from '#platform/refusal'
import { query } from './timelines.ts'

const TIMELINES = ['home', 'notifications'] as const

/** https://docs.joinmastodon.org/methods/markers/ */
export function markersDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/markers', async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const wanted = list(query(c), 'timeline') ?? []
    return c.json(await viewMarkers(ctx.db, personId, wanted.slice(0, TIMELINES.length)))
  })

  app.post('/api/v1/markers', async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const body = await readBody(c)
    const lastRead = { home: lastReadIn(body, 'home'), notifications: lastReadIn(body, 'notifications') }
    await setMarkers(ctx, personId, lastRead)
    const marked = TIMELINES.filter((timeline) => lastRead[timeline])
    return c.json(await viewMarkers(ctx.db, personId, marked))
  })

  return app
}

/** `{home: {last_read_id}}`, or `home[last_read_id]` in a form. */
function lastReadIn(body: Body, timeline: string): string | undefined {
  const given = body[timeline]
  if (typeof given !== 'object' || given === null) return undefined
  const id = text(given as Body, 'last_read_id')
  if (id !== undefined && !isId(id))
    throw refuse('invalid', 'common.wrong_type', { field: `${timeline}[last_read_id]` })
  return id
}
