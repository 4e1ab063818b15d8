import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdir } from 'node:fs/promises'
import { getRequestListener } from '@hono/node-server'
import type pg from 'pg'
import { SESSION_COOKIE, findToken, openBeginning } from '#modules/accounts'
import { systemClock } from '#platform/clock'
import { tellPages, type Config } from '#platform/config'
import type { Context } from '#platform/context'
import { checkServer, createDb, createPool, migrate } from '#platform/db'
import { listen, type Events } from '#platform/events'
import type { App } from '#platform/http'
import { prepareJobs, startWorker } from '#platform/jobs'
import { createLog, type Log } from '#platform/log'
import { createMetrics, type Metrics } from '#platform/metrics'
import { startPostgres } from '#platform/postgres'
import { loadSecrets } from '#platform/secrets'
import { API_ADDRESS, createApp } from './app.ts'
import { openStreams } from './mastodon/streaming/index.ts'
import { allJobs, crontab, happen, watchAll } from './modules.ts'

export type Kith = {
  /** Where it listens: the public address, or for a port of 0 the one it got. */
  address: string
  /** The link that makes its opener the owner, on an empty server only. */
  beginning: string | null
  stop(): Promise<void>
}

type Stop = () => Promise<unknown>

/** Routes that stand before all others; only the bench has any. */
type First = (app: App, pool: pg.Pool) => void

type Extras = {
  first?: First
  /** What is done with the data before the doors open; only the demo has something. */
  prepare?: (ctx: Context) => Promise<void>
}

/** Starts what the role asks for. What was started before something fails is stopped again. */
export async function startKith(config: Config, { first, prepare }: Extras = {}): Promise<Kith> {
  const stops: Stop[] = []
  const log = createLog(config.logLevel)
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo().catch((error) => log.error({ error }, 'stopping failed'))
  }
  const pages = config.role === 'worker' ? null : loadPages(config.origin)
  // Loaded while the database starts; should that fail first, this one's failure is not the news.
  pages?.catch(() => {})
  try {
    const { ctx, pool, url } = await openData(config, log, stops)
    await prepare?.(ctx)
    const events = await follow(ctx, url, stops)
    let address = config.origin
    if (pages) address = await openDoors(ctx, { pool, events, first, pages: await pages }, stops)
    if (config.role !== 'web') {
      const worker = await startWorker({ pool, jobs: allJobs(ctx), crontab: crontab(), log })
      stops.push(() => worker.stop())
    }
    return { address, beginning: await openBeginning(ctx), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openData(config: Config, log: Log, stops: Stop[]) {
  await mkdir(config.dataDir, { recursive: true })
  let url = config.databaseUrl
  if (!url) {
    const onLost = (error: Error) => {
      log.fatal({ error }, 'PostgreSQL was lost')
      process.exitCode = 1
      process.kill(process.pid, 'SIGTERM')
    }
    const postgres = await startPostgres({ dataDir: config.dataDir, log, onLost })
    stops.push(() => postgres.stop())
    url = postgres.url
  }
  const pool = createPool({ url, log })
  stops.push(() => pool.end())
  await checkServer(pool)
  const applied = await migrate(pool)
  if (applied.length > 0) {
    log.info({ applied }, 'migrated')
    await prepareJobs(pool)
  }
  const ctx: Context = {
    db: createDb(pool),
    config,
    log,
    now: systemClock,
    secrets: await loadSecrets(config.dataDir),
    happen: (tx, happening) => happen(ctx, tx, happening),
  }
  return { ctx, pool, url }
}

/** In every role: jobs, too, work with what is held in memory and kept right by what is announced. */
async function follow(ctx: Context, url: string, stops: Stop[]): Promise<Events> {
  const events = await listen(url, ctx.log)
  stops.push(() => events.stop())
  const unwatch = watchAll(ctx, events)
  stops.push(async () => unwatch())
  return events
}

type Data = { pool: pg.Pool; events: Events; first?: First; pages: Pages | null }

async function openDoors(ctx: Context, { pool, events, first, pages }: Data, stops: Stop[]): Promise<string> {
  const find = (secret: string) => findToken(ctx, secret)
  const streams = openStreams(ctx, { events, findToken: find, cookie: SESSION_COOKIE })
  const metrics = createMetrics({ pool, db: ctx.db })
  const app = createApp(ctx, {
    first: (router) => first?.(router, pool),
    findToken: find,
    streams,
    metrics,
    healthy: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
  })
  const api = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false })
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    if (!pages || API_ADDRESS.test(req.url ?? '/')) return void api(req, res)
    measurePage(metrics, req, res)
    Object.assign(req, { fetchApi: (request: Request) => app.fetch(request, { incoming: req }) })
    pages(req, res, () => void res.writeHead(404).end())
  })
  server.keepAliveTimeout = 65_000
  streams.attach(server)
  await listenOn(server, ctx.config.host, ctx.config.port)
  stops.push(() => close(server))
  stops.push(async () => streams.stop())
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : ctx.config.port
  return ctx.config.port === 0 ? `http://${ctx.config.host}:${port}` : ctx.config.origin
}

type Pages = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

/** Pages are one route to the metrics, and the files they are made of another. */
function measurePage(metrics: Metrics, { method = '', url = '' }: IncomingMessage, res: ServerResponse) {
  const began = performance.now()
  const route = url.startsWith('/_app/') ? 'files' : 'pages'
  res.once('close', () => {
    metrics.answered({ method, route, status: res.statusCode, seconds: (performance.now() - began) / 1000 })
  })
}

/** The built web client; without one (while developing the API) every address is the API's. */
async function loadPages(origin: string): Promise<Pages | null> {
  tellPages(origin)
  const built = new URL('../web/build/handler.js', import.meta.url)
  try {
    const { handler } = (await import(built.href)) as { handler: Pages }
    return handler
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

function listenOn(server: ReturnType<typeof createServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // What is still being answered gets five seconds.
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
}
