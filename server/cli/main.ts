/** The owner's command line. Answers go to standard output, everything else to standard error. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigError, loadConfig } from '#platform/config'
import { sentence } from '#platform/locale'
import { CannotStart } from '#platform/postgres'
import { Refusal } from '#platform/refusal'
import { HELP, UsageError } from './usage.ts'

// Half of a short command's time is reading the code.
enableCompileCache(join(import.meta.dirname, '../../.cache/compiled'))
process.exitCode = await run(process.argv.slice(2))

async function run(args: string[]): Promise<number> {
  const [subject, verb, ...rest] = args
  if (!subject || subject === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return subject ? 0 : 2
  }
  try {
    // Loaded when needed: help should not wait for everything that Kith is made of.
    if (subject === 'doctor') return (await (await import('./doctor.ts')).doctor()) ? 0 : 1
    const commands = subject === 'account' ? (await import('./account.ts')).accountCommands : {}
    const command = commands[verb ?? '']
    if (!command) throw new UsageError(`There is no command "${args.join(' ')}". kith --help lists them.`)
    await command(loadConfig(), rest)
    return 0
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return error instanceof UsageError || isParseError(error) ? 2 : 1
  }
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return sentence('en', `refusals:${error.code}`, error.params)
  const told = [UsageError, ConfigError, CannotStart].some((kind) => error instanceof kind) || isParseError(error)
  if (error instanceof Error) return told || !('stack' in error) ? error.message : (error.stack ?? error.message)
  return String(error)
}

function isParseError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
