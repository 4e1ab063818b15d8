/**
 * A screen of a story in its eight variants: phone and desktop, light and dark, German and English. The page itself shows the German
 * ones, where the story is, and is put back afterwards; the English ones are shown by a second page of the same browser, which goes to
 * the same address and, where that is not enough (a sheet is open, a form was refused), does `again` what led there. Who is in a
 * hurry sets KITH_SCREENS=off and sees none.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { SESSION_COOKIE } from '#modules/accounts'

export type Screens = ReturnType<typeof createScreens>
type Again = (page: Page) => Promise<unknown>
/** A menu closes when the window changes its size: it is opened again for each. */
type How = { closes?: boolean }

/** A page whose script runs, or that has none: what is public needs none. */
export const READY = 'html[data-ready], html:not(:has(script[nonce]))'

const FOLDER = join(import.meta.dirname, '../../.cache/screens')
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } }
type Size = { width: number; height: number }
const LIGHTS = ['light', 'dark'] as const
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export function createScreens(number: number) {
  mkdirSync(FOLDER, { recursive: true })
  const prefix = String(number).padStart(2, '0')
  for (const file of readdirSync(FOLDER)) if (file.startsWith(`${prefix}-`)) rmSync(join(FOLDER, file))
  const twins = new WeakMap<BrowserContext, Page>()
  let count = 0

  async function screen(page: Page, name: string, again: Again = async () => {}, { closes }: How = {}) {
    if (process.env.KITH_SCREENS === 'off') return
    const label = `${prefix}-${String(++count).padStart(2, '0')}-${name}`
    assert.equal(await page.evaluate('document.documentElement.lang'), 'de')
    const twin = twins.get(page.context()) ?? (await openTwin(page))
    twins.set(page.context(), twin)
    await speak(page, 'en')
    try {
      const answer = await twin.goto(page.url())
      assert.ok((answer?.status() ?? 0) < 500, `${page.url()} answers ${answer?.status()}`)
      await twin.locator(READY).waitFor({ state: 'attached' })
      await again(twin)
      assert.equal(await twin.evaluate('document.documentElement.lang'), 'en')
    } finally {
      await speak(page, 'de')
    }
    const reopen = closes ? again : async () => {}
    const look = (at: Page, language: string) => lookAt(at, { label, language, reopen })
    const found = (await Promise.all([look(page, 'de'), look(twin, 'en')])).flat()
    await twin.goto('about:blank')
    assert.equal(found.length, 0, `axe found:\n${found.join('\n')}`)
  }
  return { folder: FOLDER, prefix, screen }
}

/** In a window of its own: Chromium draws a page behind another once a second, and whatever waits for a frame waits that long. */
async function openTwin(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.evaluate("void open('about:blank', '_blank', 'popup, noopener')")
  return opened
}

const cameras = new WeakMap<Page, CDPSession>()

type Look = { label: string; language: string; reopen: Again }

async function lookAt(page: Page, { label, language, reopen }: Look): Promise<string[]> {
  const scroll = await page.evaluate<number>('scrollY')
  const before = page.viewportSize()
  const found: string[] = []
  const resize = async (to: Size) => {
    if (page.viewportSize()?.width === to.width) return
    await page.setViewportSize(to)
    await reopen(page)
  }
  for (const [size, viewport] of Object.entries(SIZES)) {
    await resize(viewport)
    for (const colorScheme of LIGHTS) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      const variant = `${label}-${size}-${colorScheme}-${language}`
      await photograph(page, join(FOLDER, `${variant}.png`))
      found.push(...(await axe(page, colorScheme)).map((violation) => `${variant}: ${violation}`))
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (before) await resize(before)
  await page.evaluate(`scrollTo(0, ${scroll})`)
  return found
}

/** As the page's own camera takes it, but packed for speed: packing small takes Chromium as long again as all the rest. */
async function photograph(page: Page, path: string) {
  const camera = cameras.get(page) ?? (await page.context().newCDPSession(page))
  cameras.set(page, camera)
  const { data } = await camera.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  await writeFile(path, data, 'base64')
}

/** Script runs, letters and pictures are there, and what was said in passing has had its say. */
async function settled(page: Page) {
  await page.locator(READY).waitFor({ state: 'attached' })
  await page.evaluate(SETTLED)
}

// In the browser's own words: the types of the project are those of Node.
const SETTLED = `(async () => {
  await document.fonts.ready
  const near = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight * 2)
  await Promise.all(near.map((image) => image.decode().catch(() => {})))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
})()`
const violationsOf = (runOnly?: string[]) => `axe
  .run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false, selectors: false })})
  .then(({ violations }) => violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  })))`

type Found = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

async function axe(page: Page, light: (typeof LIGHTS)[number]): Promise<string[]> {
  if (await page.evaluate("!('axe' in globalThis)")) await page.evaluate(AXE)
  // Between light and dark only colours differ.
  const rules = light === 'dark' ? COLOUR_RULES : undefined
  const violations = await page.evaluate<Found[]>(violationsOf(rules))
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n    ${failureSummary ?? ''}`)
    return `${id}: ${help}\n${where.join('\n')}`
  })
}

/** Signed in, the account's language counts; signed out, the cookie's. */
async function speak(page: Page, locale: 'de' | 'en') {
  const context = page.context()
  const url = new URL(page.url()).origin
  if (locale === 'de') await context.clearCookies({ name: 'kith_locale' })
  else await context.addCookies([{ name: 'kith_locale', value: locale, url }])
  const signedIn = (await context.cookies(url)).some(({ name }) => name === SESSION_COOKIE)
  if (!signedIn) return
  const answer = await context.request.patch(`${url}/api/kith/v1/me`, { headers: { origin: url }, data: { locale } })
  assert.ok(answer.ok(), `the language could not be changed: ${await answer.text()}`)
}
