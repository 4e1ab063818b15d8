import { readFile } from 'node:fs/promises'
import { createRouter, type App } from '#platform/http'

const CSS = new URL('./page.css', import.meta.url)
/** Kith's colours, type and space, from the one place where they stand. */
const TOKENS = new URL('../../../web/src/lib/ui/tokens.css', import.meta.url)
const SANS = 'file:@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2'

/** What the pages need to look like Kith. Read once, kept by browsers for a day. */
export function assetsDoor(): App {
  const app = createRouter()
  let css: Promise<string> | undefined
  let sans: Promise<Uint8Array<ArrayBuffer>> | undefined
  app.get('/oauth/authorize.css', async (c) => {
    css ??= Promise.all([TOKENS, CSS].map((file) => readFile(file, 'utf8'))).then((texts) => texts.join('\n'))
    return c.body(await css, 200, { 'Content-Type': 'text/css; charset=utf-8', ...KEPT })
  })
  app.get('/oauth/sans.woff2', async (c) => {
    sans ??= readFile(new URL(import.meta.resolve(SANS.slice('file:'.length)))).then((bytes) => new Uint8Array(bytes))
    return c.body(await sans, 200, { 'Content-Type': 'font/woff2', ...KEPT })
  })
  return app
}

const KEPT = { 'Cache-Control': 'public, max-age=86400' }
