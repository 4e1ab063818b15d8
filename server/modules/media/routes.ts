import { join } from 'node:path'
import type { Context } from '#platform/context'
import { createRouter, sendFile, type App } from '#platform/http'
import { missing } from '#platform/refusal'
import { isPublicFile } from './model.ts'
import { mediaFolder } from './actions/upload.ts'

// What was uploaded is shown as a picture and as nothing else, whatever a browser might think of its bytes.
const HEADERS = {
  'Content-Type': 'image/webp',
  'Content-Disposition': 'inline',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'public, max-age=31536000, immutable',
}

/** The pictures themselves, under /media. */
export function mediaFiles(ctx: Context): App {
  const app = createRouter()
  app.get('/media/:a/:b/:name', async (c) => {
    const { a, b, name } = c.req.param()
    const file = `${a}/${b}/${name}`
    if (!isPublicFile(file)) throw missing()
    return sendFile(c, join(mediaFolder(ctx), file), HEADERS)
  })
  return app
}
