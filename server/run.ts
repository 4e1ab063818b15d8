/** Builds Kith from its settings, runs it, and stops it cleanly: config → database → web and worker → stop. */
import { CannotStart } from '#platform/postgres'
import { ConfigError, loadConfig } from '#platform/config'
import { startKith, type Kith } from './start.ts'

let kith: Kith | null = null
let stopping = false

// npm passes a signal on that the terminal gave us as well: the same signal twice never means "force".
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())

try {
  const started = await startKith(loadConfig())
  if (stopping) await started.stop()
  kith = started
  console.log(`Kith is ready at ${kith.address}`)
  if (kith.beginning) console.log(`\nThis place is new. Open this once to make it yours:\n  ${kith.beginning}\n`)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}

async function stop() {
  if (stopping) return
  stopping = true
  // A start under way is awaited above and stopped then.
  if (!kith) return
  await kith.stop()
  process.exit(0)
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof CannotStart) return `Kith cannot start: ${error.message}`
  if (error instanceof Error && 'code' in error) {
    const place = 'port' in error ? ` ${'address' in error ? error.address : ''}:${error.port}` : ''
    if (error.code === 'EADDRINUSE')
      return `Kith cannot start: the address${place} is in use. Choose another KITH_PORT.`
    if (error.code === 'EACCES') return `Kith cannot start: it may not use${place || `: ${error.message}`}.`
    if (error.code === 'ECONNREFUSED') return `Kith cannot start: no PostgreSQL answers at DATABASE_URL.`
  }
  return `Kith cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
