import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { CannotStart } from './refusal.ts'
import type { User } from './user.ts'

const run = promisify(execFile)
const MAJOR = '18'

export interface Cluster {
  /** PostgreSQL's own data folder. */
  folder: string
  /** The same folder as PostgreSQL's user can name it. */
  seenAs: string
  passwordFile: string
  user: User | null
  binaries: Binaries
  /** Whether what is confirmed must outlast a power cut. */
  durable: boolean
}

/** Makes the cluster on the first start, and sees that it is one we can run. */
export async function prepareCluster(cluster: Cluster, settings: string) {
  const version = await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) return await createCluster(cluster, settings)
  if (version.trim() !== MAJOR) {
    throw new CannotStart(`${cluster.folder} was made by PostgreSQL ${version.trim()}; this Kith brings ${MAJOR}.`)
  }
  await takeOver(cluster)
  await writeSettings(cluster.folder, cluster.user, settings)
  if (!(await stat(cluster.passwordFile).catch(() => null))) await setPassword(cluster)
}

/** The whole of postgresql.conf. What the owner wants otherwise goes into own.conf beside it. */
export function settingsFor(socketFolder: string, durable: boolean): string {
  const mebibytes = Math.floor(totalmem() / 2 ** 20)
  const settings = {
    listen_addresses: "''",
    unix_socket_directories: `'${socketFolder.replaceAll("'", "''")}'`,
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: `${Math.min(256, Math.floor(mebibytes / 8))}MB`,
    effective_cache_size: `${Math.floor(mebibytes / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    random_page_cost: 1.1,
    jit: 'off',
    // One page costs less than starting helpers for it, and a container's shared memory is small.
    max_parallel_workers_per_gather: 0,
    wal_level: 'replica',
    max_wal_size: '1GB',
    max_logical_replication_workers: 0,
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    // Backends of a killed Kith notice that nobody listens any more.
    client_connection_check_interval: "'10s'",
    idle_in_transaction_session_timeout: "'5min'",
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    log_checkpoints: 'off',
    // Neither people's words nor their addresses belong in a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_line_prefix: "'%m [%p] '",
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return ['# Written by Kith at every start. Your own settings: own.conf', ...lines, "include 'own.conf'", ''].join(
    '\n',
  )
}

/** Under another name until it is complete, so that a start cut short is simply made again. */
async function createCluster(cluster: Cluster, settings: string) {
  await removeUnfinished(cluster.folder)
  // A name of its own: an initdb whose Kith was killed goes on for a moment, and clears away what it finds under its name.
  const unfinished = { ...cluster, folder: await mkdtemp(`${cluster.folder}${UNFINISHED}`) }
  if (cluster.seenAs === cluster.folder) unfinished.seenAs = unfinished.folder
  if (cluster.user) await chown(unfinished.folder, cluster.user.uid, cluster.user.gid)
  await initialise(unfinished)
  await writeSettings(unfinished.folder, cluster.user, settings)
  await createDatabase(unfinished)
  await rename(unfinished.folder, cluster.folder).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart(`${cluster.folder} is no PostgreSQL folder, and not empty either (${error.code}).`)
  })
}

const UNFINISHED = '.unfinished.'

async function removeUnfinished(folder: string) {
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(`${basename(folder)}${UNFINISHED}`))
  for (const name of names)
    await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

async function initialise({ binaries, folder, seenAs, user, durable }: Cluster) {
  let failure = ''
  // Letters outside ASCII count as letters only where the C library knows them: with plain C, trigrams would lose every ä.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = [
      '-D',
      seenAs,
      '--username=postgres',
      '--auth=reject',
      '--no-instructions',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      ...(durable ? [] : ['--no-sync']),
    ]
    const done = await run(binaries.initdb, args, { ...user, cwd: folder, env: environment() }).then(
      () => true,
      (error) => void (failure = String(error.stderr || error.message)),
    )
    if (done) return
  }
  throw new CannotStart(`PostgreSQL could not make its folder ${folder}: ${failure.trim().replaceAll('\n', ' ')}`)
}

async function writeSettings(folder: string, user: User | null, settings: string) {
  const files = { 'postgresql.conf': settings, 'pg_hba.conf': 'local all all scram-sha-256\n', 'own.conf': '' }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600, flag: name === 'own.conf' ? 'a' : 'w' })
    if (user) await chown(join(folder, name), user.uid, user.gid)
  }
}

async function createDatabase(cluster: Cluster) {
  await speakAlone(cluster, ['CREATE ROLE kith LOGIN CREATEDB', 'CREATE DATABASE kith OWNER kith'])
  await setPassword(cluster)
}

async function setPassword(cluster: Cluster) {
  const password = randomBytes(32).toString('base64url')
  await speakAlone(cluster, [`ALTER ROLE kith PASSWORD '${password}'`])
  await writeFile(cluster.passwordFile, password, { mode: 0o600 })
}

/** Statements to a PostgreSQL that nobody else can reach: the only way in that needs no password. */
async function speakAlone({ binaries, folder, seenAs, user }: Cluster, statements: string[]) {
  const child = spawn(binaries.postgres, ['--single', '-D', seenAs, 'template1'], {
    ...user,
    cwd: folder,
    env: environment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  child.stdin.on('error', () => {})
  child.stdin.end(statements.map((statement) => `${statement}\n`).join(''))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const failure = /(?:ERROR|FATAL|PANIC):.*/.exec(said)
  if (code !== 0 || failure)
    throw new CannotStart(`PostgreSQL could not set up ${folder}: ${failure?.[0] ?? said.trim()}`)
}

/** A folder that came back from a backup may belong to root, or be open to others: PostgreSQL would refuse it. */
async function takeOver({ folder, user }: Cluster) {
  const { uid, mode } = await stat(folder)
  if (user && uid !== user.uid) await run('chown', ['-R', `${user.uid}:${user.gid}`, folder])
  if (!user && uid !== process.getuid?.())
    throw new CannotStart(`${folder} belongs to another user: start Kith as that one.`)
  if ((mode & 0o777) !== 0o700) await chmod(folder, 0o700)
}

/** Nothing of Kith's own surroundings: LANG and PG* variables would change what PostgreSQL does. */
export const environment = () => ({ PATH: process.env.PATH, LC_ALL: 'C' })
