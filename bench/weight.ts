/**
 * What a browser with nothing in its cache loads over the wire, compressed as it is served: the JavaScript of the signed-in
 * home, and all of a public status's page. A kB is 1000 bytes.
 */
import { chromium, type Browser, type Request } from 'playwright-core'
import { findChromium } from '#test/chromium'
import { figure, say } from './figures.ts'
import { withPlace, type Place } from './place.ts'
import { makeReader, seed } from './seed/index.ts'

/** How many of the heaviest files are named. */
const TOLD = 8
const SESSION_COOKIE = 'kith_session'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function benchWeight(): Promise<void> {
  await withPlace(measure)
}

async function measure(place: Place) {
  const people = await seed(place, { people: 600, statuses: 5000 })
  const reader = await makeReader(place, people, 200)
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS })
  try {
    const home = await weigh(browser, place, { path: '/', token: reader.token })
    figure('weight', 'home_js_kb', home.script / 1000, 'kB')
    figure('weight', 'home_css_kb', home.stylesheet / 1000, 'kB')
    figure('weight', 'home_html_kb', home.document / 1000, 'kB')
    const status = await weigh(browser, place, { path: await publicStatus(place) })
    figure('weight', 'status_js_kb', status.script / 1000, 'kB')
    figure('weight', 'status_css_kb', status.stylesheet / 1000, 'kB')
    figure('weight', 'status_html_kb', status.document / 1000, 'kB')
  } finally {
    await browser.close()
  }
}

async function weigh(browser: Browser, { origin }: Place, { path, token }: { path: string; token?: string }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  if (token)
    await context.addCookies([{ name: SESSION_COOKIE, value: token, url: origin, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  const loaded: Request[] = []
  page.on('requestfinished', (request) => loaded.push(request))
  const answer = await page.goto(origin + path, { waitUntil: 'networkidle' })
  if (answer?.status() !== 200) throw new Error(`${path} was answered with ${answer?.status()}.`)
  const shown = await page.locator('article').count()
  if (shown < (token ? 10 : 1))
    throw new Error(`${path} shows ${shown} statuses: ${(await page.content()).slice(0, 1000)}`)
  const parts = (await Promise.all(loaded.map((request) => partOf(request, origin)))).flatMap((part) => part ?? [])
  await context.close()
  for (const { kind, bytes, encoding, url } of parts.toSorted((a, b) => b.bytes - a.bytes).slice(0, TOLD)) {
    say(`  ${String(bytes).padStart(7)} ${encoding} ${kind} ${url}`)
  }
  const sum = (kind: Kind) => parts.filter((part) => part.kind === kind).reduce((bytes, part) => bytes + part.bytes, 0)
  const weights = { document: sum('document'), script: sum('script'), stylesheet: sum('stylesheet') }
  if (weights.script === 0) throw new Error(`${path} loads no JavaScript.`)
  return weights
}

type Kind = 'document' | 'script' | 'stylesheet'
type Part = { kind: Kind; bytes: number; encoding: string; url: string }

/** By what it is, not by who asked for it: modules are preloaded, too. */
async function partOf(request: Request, origin: string): Promise<Part | null> {
  const answer = await request.response()
  if (answer?.status() !== 200) return null
  const type = answer.headers()['content-type'] ?? ''
  const kind = kindOf(type)
  if (!kind) return null
  const { responseBodySize: bytes } = await request.sizes()
  const encoding = answer.headers()['content-encoding'] ?? 'not compressed'
  return { kind, bytes, encoding, url: request.url().slice(origin.length) }
}

function kindOf(type: string): Kind | null {
  if (type.includes('javascript')) return 'script'
  if (type.includes('css')) return 'stylesheet'
  return type.includes('html') ? 'document' : null
}

async function publicStatus({ pool }: Place): Promise<string> {
  const { rows } = await pool.query<{ username: string; id: string }>(
    `select p.username, s.id from statuses s join people p on p.id = s.person_id
     where s.visibility = 'public' and s.reblog_of_id is null and p.domain is null and s.in_reply_to_id is null
     order by s.id desc limit 1`,
  )
  return `/@${rows[0]!.username}/${rows[0]!.id}`
}
