/** The owner's command line. Answers go to standard output, everything else to standard error. */
import { ConfigError, loadConfig } from '#platform/config'
import { sentence } from '#platform/locale'
import { CannotStart } from '#platform/postgres'
import { Refusal } from '#platform/refusal'
import { accountCommands } from './account.ts'
import { doctor } from './doctor.ts'
import { HELP, UsageError } from './usage.ts'

process.exitCode = await run(process.argv.slice(2))

async function run(args: string[]): Promise<number> {
  const [subject, verb, ...rest] = args
  if (!subject || subject === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return subject ? 0 : 2
  }
  try {
    if (subject === 'doctor') return (await doctor()) ? 0 : 1
    const command = subject === 'account' && verb ? accountCommands[verb] : undefined
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
