/** Looks at everything a place stands on, and says what is not well. */
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigError, listSettings, loadConfig, type Config } from '#platform/config'
import { checkServer, createPool, dueMigrations } from '#platform/db'
import { createLog } from '#platform/log'
import { reachPostgres } from './reach.ts'

type Finding = { well: boolean; says: string }

const NODE = 26
const GIBIBYTE = 2 ** 30

/** True when nothing is wrong. */
export async function doctor(): Promise<boolean> {
  console.log('Settings')
  for (const { name, value, what, own } of listSettings())
    console.log(`  ${own ? '*' : ' '} ${name.padEnd(24)} ${(value || '–').padEnd(28)} ${what}`)
  console.log('  (* set in the environment)\n\nFindings')
  let allWell = true
  for await (const { well, says } of findings()) {
    allWell &&= well
    console.log(`  ${well ? '✓' : '✗'} ${says}`)
  }
  return allWell
}

async function* findings(): AsyncGenerator<Finding> {
  yield nodeFinding()
  let config: Config
  try {
    config = loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return yield { well: false, says: error.message }
  }
  yield originFinding(config)
  yield* folderFindings(config)
  yield* databaseFindings(config)
  yield await serverFinding(config)
}

function nodeFinding(): Finding {
  const version = process.versions.node
  const well = Number(version.split('.')[0]) >= NODE
  return { well, says: well ? `Node ${version}` : `Node ${version} runs this; Kith needs ${NODE} or newer.` }
}

const NEAR = /^(localhost|.*\.local|.*\.localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)/

function originFinding({ origin, port, privateNetwork }: Config): Finding {
  const { protocol, hostname, port: shown } = new URL(origin)
  const near = NEAR.test(hostname)
  if (protocol === 'http:' && !near && !privateNetwork)
    return {
      well: false,
      says: `${origin} is public but not encrypted: passwords would travel in the open. Use https.`,
    }
  if (near && protocol === 'http:' && Number(shown || 80) !== port)
    return { well: false, says: `${origin} is the public address, but Kith listens on port ${port}.` }
  return { well: true, says: `The public address is ${origin}` }
}

async function* folderFindings({ dataDir }: Config): AsyncGenerator<Finding> {
  const folder = await existing(dataDir)
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  const made = folder === dataDir ? '' : ' (the first start makes it)'
  yield {
    well: writable,
    says: writable ? `The data folder is ${dataDir}${made}` : `The data folder ${dataDir} cannot be written to.`,
  }
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / GIBIBYTE
  const says = `${free.toFixed(1)} GiB are free for it`
  yield { well: free >= 1, says: free >= 1 ? says : `Only ${says}: that will not last.` }
}

async function* databaseFindings(config: Config): AsyncGenerator<Finding> {
  const inside = config.databaseUrl === null
  if (inside && !(await isThere(join(config.dataDir, 'postgres'))))
    return yield { well: true, says: 'There is no database yet: the first start makes it' }
  try {
    const log = createLog('silent')
    const postgres = await reachPostgres(config, log)
    const pool = createPool({ url: postgres.url, log, size: 1 })
    try {
      await checkServer(pool)
      const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`)
      yield { well: true, says: `PostgreSQL ${rows[0]!.version} answers${inside ? '' : ' at DATABASE_URL'}` }
      const due = await dueMigrations(pool)
      yield due.length === 0
        ? { well: true, says: 'The schema is up to date' }
        : { well: false, says: `The schema waits for ${due.join(', ')}: start Kith anew.` }
    } finally {
      await pool.end()
      await postgres.stop()
    }
  } catch (error) {
    yield { well: false, says: `The database cannot be used: ${(error as Error).message}` }
  }
}

async function serverFinding({ host, port }: Config): Promise<Finding> {
  const name = host.includes(':') ? `[${host}]` : host.replace(/^0\.0\.0\.0$/, '127.0.0.1')
  const answer = await fetch(`http://${name}:${port}/health`, { signal: AbortSignal.timeout(3000) }).catch(() => null)
  if (!answer) return { well: true, says: 'Kith does not run at the moment' }
  return {
    well: answer.ok,
    says: answer.ok ? 'Kith runs and is well' : `Kith runs, but is not well (${answer.status}).`,
  }
}

async function existing(folder: string): Promise<string> {
  return (await isThere(folder)) || dirname(folder) === folder ? folder : existing(dirname(folder))
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
