/** Runs test files in processes of their own and tells what came of them: a line for each file, failures in full. */
import { relative } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'

export type Tally = { passed: number; failed: number; skipped: number }

type Options = { concurrency: number; minutes: number; signal: AbortSignal; eachTest: boolean }
type Events = ReturnType<typeof run>
type Event = Events extends AsyncIterable<infer E> ? E : never

const COUNTS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

export async function runTestFiles(
  files: string[],
  { concurrency, minutes, signal, eachTest }: Options,
): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
  if (files.length === 0 || signal.aborted) return tally
  const tell = reporter(eachTest)
  for await (const event of run({ files, concurrency, timeout: minutes * 60_000, signal })) {
    tell(event)
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { counts, success } = event.data
    tally.passed = counts.passed
    tally.skipped = counts.skipped + counts.todo
    // A file that breaks after its last test fails without any test in it that did.
    tally.failed = Math.max(counts.failed + counts.cancelled, success ? 0 : 1)
  }
  return tally
}

function reporter(eachTest: boolean) {
  const names = new Map<string | undefined, string[]>()
  return ({ type, data }: Event) => {
    if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message)
    if (type === 'test:start') names.set(data.file, [...(names.get(data.file) ?? []).slice(0, data.nesting), data.name])
    if (type === 'test:pass' && eachTest && data.details.type !== 'suite') {
      console.log(`  ${data.skip === undefined ? '✔' : '﹣'} ${data.name}`)
    }
    if (type === 'test:diagnostic' && data.file !== undefined && !COUNTS.test(data.message)) console.log(data.message)
    if (type === 'test:fail') tellFailure(data, names.get(data.file)?.slice(0, data.nesting) ?? [])
    if (type === 'test:summary' && data.file !== undefined) tellFile(data)
  }
}

function tellFailure({ name, file, line, details }: Extract<Event, { type: 'test:fail' }>['data'], parents: string[]) {
  const error = details.error as Error & { failureType?: string }
  if (error.failureType === 'subtestsFailed' && details.type === 'suite') return
  const place = file ? `${relative(process.cwd(), file)}:${line}` : ''
  const reason = inspect(error.cause ?? error, { colors: process.stdout.isTTY, depth: 6 })
  const ours = reason.split('\n').filter((text) => !/^\s+at .*node:internal/.test(text))
  console.log(`✖ ${[...parents, name].join(' › ')}  (${place})\n${ours.map((text) => `    ${text}\n`).join('')}`)
}

function tellFile({ file, success, counts, duration_ms }: Extract<Event, { type: 'test:summary' }>['data']) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  const seconds = (duration_ms / 1000).toFixed(1)
  console.log(
    `${success ? '✔' : '✖'} ${relative(process.cwd(), file!)}  ${counts.passed} passed${skipped} (${seconds} s)`,
  )
}
