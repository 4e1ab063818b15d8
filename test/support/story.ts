/**
 * A story: people with phones, in German, at a Kith of their own that runs in this process with the built web client. Its parts are
 * told one after the other; where one fails, what every page showed is photographed and the rest is not tried. A page's console must
 * stay silent: an error there, a broken content policy among them, fails the story unless it was foreseen.
 */
import { mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { createAccount, SESSION_COOKIE, startSession, type Role } from '#modules/accounts'
import { loadConfig } from '#platform/config'
import { startKith } from '../../server/start.ts'
import { testApi, type TestApi } from './api.ts'
import { findChromium } from './chromium.ts'
import { listenToComplaints } from './complaints.ts'
import { testContext, type TestContext } from './context.ts'
import { createScreens, READY, type Screens } from './screens.ts'

export const PASSWORD = 'sonnenblumen im mai'
export const PHONE = { width: 390, height: 844 }

export type Story = {
  origin: string
  /** The link that makes its opener the owner, while nobody is. */
  beginning: string | null
  /** On the same database, for what happens off the stage. */
  ctx: TestContext
  api: TestApi
  /** Somebody with an account, whose password is PASSWORD. */
  person(username: string, displayName: string, role?: Role): Promise<string>
  /** A phone of its own, signed in or not. */
  phone(personId?: string | null, options?: BrowserContextOptions): Promise<Page>
  /** Photographs what a page shows and has axe look at it, in all eight variants. */
  screen: Screens['screen']
  tell(sentence: string, part: () => Promise<void>): void
  /** While `work` goes on, pages complain like this. */
  foreseen<T>(complaint: RegExp, work: () => Promise<T>): Promise<T>
  /** While `work` goes on, the page has no line; whatever it looks for meanwhile fails. */
  offline(page: Page, work: () => Promise<void>): Promise<void>
}

const CHROMIUM_FLAGS =
  '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync'

/** `number` comes first in the names of its pictures; `settings` are those of this Kith. */
export async function openStory(number: number, settings: Record<string, string> = {}): Promise<Story> {
  const kith = await openKith(settings)
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS.split(' ') })
  after(async () => {
    await browser.close()
    await kith.close()
  })
  const complaints = listenToComplaints()
  const screens = createScreens(number)
  let broken = false

  return {
    ...kith,
    ...complaints,
    screen: screens.screen,
    person: (username, displayName, role = 'member') => makePerson(kith.ctx, { username, displayName, role }),
    phone: (personId = null, options = {}) =>
      openPhone({ browser, kith, listenTo: complaints.listenTo }, personId, options),
    offline: (page, work) =>
      complaints.foreseen(/ERR_INTERNET_DISCONNECTED|WebSocket/, async () => {
        await page.context().setOffline(true)
        await work()
        await page.context().setOffline(false)
      }),
    tell(sentence, part) {
      void test(sentence, async (t) => {
        if (broken) return t.skip('an earlier part of the story failed')
        broken = true
        try {
          await part()
          complaints.assertNone()
        } catch (error) {
          await photographAll(browser, screens)
          throw error
        }
        broken = false
      })
    },
  }
}

/** For what nothing on a screen tells. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return
    await sleep(100)
  }
  throw new Error('It did not come to be.')
}

/** What a page tells as it is left may come after the next one was asked for, which then does not know of it yet. */
export async function reloadUntilSaid(page: Page, words: string): Promise<void> {
  await eventually(async () => {
    await page.reload()
    return page.getByText(words).isVisible()
  })
}

type Kith = Awaited<ReturnType<typeof openKith>>

async function openKith(more: Record<string, string>) {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const ctx = await testContext({ KITH_ORIGIN: origin, ...more })
  const settings = {
    KITH_ORIGIN: origin,
    KITH_PORT: String(port),
    KITH_RATE_LIMITS: 'off',
    KITH_LOG: process.env.KITH_LOG ?? 'silent',
    ...more,
  }
  const kith = await startKith(loadConfig({ ...settings, DATABASE_URL: ctx.url, KITH_DATA: ctx.config.dataDir }))
  return {
    origin,
    ctx,
    beginning: kith.beginning,
    api: testApi(ctx, origin),
    async close() {
      await kith.stop()
      await ctx.close()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function makePerson(
  ctx: TestContext,
  { username, displayName, role }: { username: string; displayName: string; role: Role },
) {
  const email = `${username}@post.example`
  return createAccount(ctx, { username, email, displayName, password: PASSWORD, locale: 'de', role })
}

type Stage = { browser: Browser; kith: Kith; listenTo: (page: Page) => void }

async function openPhone({ browser, kith, listenTo }: Stage, personId: string | null, options: BrowserContextOptions) {
  const context = await browser.newContext({
    baseURL: kith.origin,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(20_000)
  context.on('page', listenTo)
  if (personId) await signIn(context, kith, personId)
  const page = await context.newPage()
  return options.javaScriptEnabled === false ? page : patient(page)
}

/** Until its script runs a page does everything the plain way: a link leads to a page that would have opened a sheet. */
function patient(page: Page): Page {
  const goto = page.goto.bind(page)
  page.goto = async (...where) => {
    const answer = await goto(...where)
    await page.locator(READY).waitFor({ state: 'attached' })
    return answer
  }
  const reload = page.reload.bind(page)
  page.reload = async (...how) => {
    const answer = await reload(...how)
    await page.locator(READY).waitFor({ state: 'attached' })
    return answer
  }
  return page
}

async function signIn(context: BrowserContext, { ctx, origin }: Kith, personId: string) {
  const value = await startSession(ctx, personId)
  await context.addCookies([{ name: SESSION_COOKIE, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
}

async function photographAll(browser: Browser, { folder, prefix }: Screens) {
  mkdirSync(folder, { recursive: true })
  const all = browser.contexts().flatMap((context) => context.pages())
  const pages = all.filter((page) => page.url() !== 'about:blank')
  for (const [i, page] of pages.entries()) {
    const path = join(folder, `${prefix}-failed-${i + 1}.png`)
    await page.screenshot({ path }).catch(() => {})
    console.log(`${page.url()} is photographed in ${path}`)
  }
}
