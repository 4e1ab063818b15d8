/**
 * `npm test` checks form, habits and types, then runs every test and every story on one PostgreSQL; `npm test -- NAME` runs only the
 * files whose path contains NAME. The last line is always `N passed, N failed`.
 */
import { globSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from '#test/checks'
import { findChromium } from '#test/chromium'
import { prepareTemplate } from '#test/database'
import { runTestFiles, type Tally } from '#test/testfiles'
import { createLog } from '#platform/log'
import { startPostgres } from '#platform/postgres'

const TESTS = [
  'server/**/*.test.ts',
  'test/**/*.test.ts',
  'web/{src,test}/**/*.test.ts',
  'bin/**/*.test.ts',
  'bench/**/*.test.ts',
]
const STORIES = ['test/stories/**/*.story.ts']

process.chdir(join(import.meta.dirname, '..'))
// Each file runs in a process of its own, and many start Kiths: what they import is compiled once.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), '.cache/compiled')
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())

const tallies = await runEverything(process.argv.slice(2)).catch(tellAndFail)
const { passed, failed, skipped } = tallies.reduce(add)
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || stop.signal.aborted ? 1 : 0

async function runEverything(names: string[]): Promise<Tally[]> {
  const tests = find(TESTS, names)
  const stories = find(STORIES, names)
  if (tests.length + stories.length === 0) throw new Error(`No test's path contains ${names.join(' or ')}.`)
  const tallies = names.length > 0 ? [] : [await runChecks()]
  return [...tallies, ...(await withPostgres(() => runTests(tests, stories, names.length > 0)))]
}

async function runTests(tests: string[], stories: string[], eachTest: boolean): Promise<Tally[]> {
  const how = { signal: stop.signal, eachTest }
  const tested = await runTestFiles(tests, { ...how, concurrency: 2, minutes: 3 })
  if (stories.length === 0) return [tested]
  try {
    process.env.CHROME_PATH = findChromium()
  } catch (error) {
    return [tested, ...tellAndFail(error)]
  }
  return [tested, await runTestFiles(stories, { ...how, concurrency: 2, minutes: 8 })]
}

/** Tests find its address in KITH_TEST_DATABASE, and a template in it to clone. */
async function withPostgres<T>(work: () => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kith-tests-'))
  await chmod(dataDir, 0o711)
  const postgres = await startPostgres({ dataDir, log: createLog('error'), durable: false })
  try {
    process.env.KITH_TEST_DATABASE = postgres.url
    await prepareTemplate(postgres.url)
    return await work()
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function find(patterns: string[], names: string[]): string[] {
  const files = globSync(patterns, { exclude: ['**/node_modules/**', 'web/build/**', 'web/.svelte-kit/**'] }).sort()
  return names.length === 0 ? files : files.filter((file) => names.some((name) => file.includes(name)))
}

function tellAndFail(error: unknown): Tally[] {
  console.log(`✖ ${error instanceof Error ? error.message : String(error)}`)
  return [{ passed: 0, failed: 1, skipped: 0 }]
}

function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
