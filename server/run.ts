/** Builds Kith from its settings, runs it, and stops it cleanly: config → database → web and worker → stop. */
import { CannotStart } from '#platform/postgres'
import { ConfigError, loadConfig } from '#platform/config'
import { startKith, type Kith } from './start.ts'

type Start = (signal: AbortSignal) => Promise<Kith>

/** Runs Kith until it is told to stop. A start under way is told by its signal, or else awaited and stopped then. */
export async function run(start: Start = () => startKith(loadConfig()), tell = tellAddress): Promise<void> {
  const stopping = new AbortController()
  const stopped = new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  // npm passes a signal on that the terminal gave us as well: the same signal twice never means "force".
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  try {
    const kith = await start(stopping.signal)
    if (!stopping.signal.aborted) tell(kith)
    await stopped
    await kith.stop()
  } catch (error) {
    if (!stopping.signal.aborted) {
      console.error(explain(error))
      process.exit(1)
    }
  }
  // Not 0 where it was the loss of the database that ended it.
  process.exit()
}

function tellAddress({ address, beginning }: Kith) {
  console.log(`Kith is ready at ${address}`)
  if (beginning) console.log(`\nThis place is new. Open this once to make it yours:\n  ${beginning}\n`)
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof CannotStart) return `Kith cannot start: ${error.message}`
  if (error instanceof Error && 'code' in error) {
    const place = 'port' in error ? ` ${'address' in error ? error.address : ''}:${error.port}` : ''
    if (error.code === 'EADDRINUSE')
      return `Kith cannot start: the address${place} is in use. Choose another KITH_PORT.`
    if (error.code === 'ENOSPC') return 'Kith cannot start: the disk is full.'
    if (error.code === 'EACCES') return `Kith cannot start: it may not use${place || `: ${error.message}`}.`
    if (error.code === 'ECONNREFUSED') return `Kith cannot start: no PostgreSQL answers at DATABASE_URL.`
  }
  return `Kith cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
