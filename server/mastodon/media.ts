import {
  attachmentEntity,
  describeUpload,
  incomingFolder,
  LIMITS,
  removeUpload,
  upload,
  viewUpload,
} from '#modules/media'
import type { Context } from '#platform/context'
import { asker, createRouter, readBody, readId, text, uploaded, withUpload, type App, type Req } from '#platform/http'
import { refuse } from '#platform/refusal'

/** https://docs.joinmastodon.org/methods/media/ */
export function mediaDoor(ctx: Context): App {
  const app = createRouter()
  const { origin } = ctx.config

  app.post('/api/v2/media', async (c) => {
    const stored = await receive(ctx, c, false)
    return c.json(attachmentEntity(origin, stored), stored.mime === '' ? 202 : 200)
  })

  app.post('/api/v1/media', async (c) => c.json(attachmentEntity(origin, await receive(ctx, c, true))))

  app.get('/api/v1/media/:id', async (c) => {
    const stored = await viewUpload(ctx, asker(c, 'write:media').personId, readId(c))
    return c.json(attachmentEntity(origin, stored), stored.state === 'processing' ? 206 : 200)
  })

  app.on(['PUT', 'PATCH'], '/api/v1/media/:id', async (c) => {
    const { personId } = asker(c, 'write:media')
    const body = await readBody(c)
    const change = { description: text(body, 'description'), focus: text(body, 'focus') }
    return c.json(attachmentEntity(origin, await describeUpload(ctx, personId, readId(c), change)))
  })

  app.delete('/api/v1/media/:id', async (c) => {
    await removeUpload(ctx, asker(c, 'write:media').personId, readId(c))
    return c.json({})
  })

  return app
}

function receive(ctx: Context, c: Req, wait: boolean) {
  // Before a byte of it is read: who may not upload need not send anything.
  const { personId } = asker(c, 'write:media')
  return withUpload(c, { folder: incomingFolder(ctx), mostBytes: LIMITS.bytes }, (body) => {
    const sent = uploaded(body, 'file')
    if (!sent) throw refuse('invalid', 'media.no_file')
    return upload(ctx, { personId, ...sent, description: text(body, 'description'), focus: text(body, 'focus'), wait })
  })
}
