import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Config } from '#platform/config'
import type { Context } from '#platform/context'
import { randomToken } from '#platform/secrets'
import {
  approve,
  createAccount,
  listAccounts,
  parseScopes,
  removeAccount,
  ROLES,
  setRole,
  startSession,
  suspend,
  unsuspend,
  type AccountLine,
  type Role,
} from '#modules/accounts'
import { withData } from './data.ts'
import { UsageError } from './usage.ts'

/** What the list of sessions shows of where a token came from. */
const AGENT = { userAgent: 'kith account' }

type Command = (config: Config, args: string[]) => Promise<void>

export const accountCommands: Record<string, Command> = {
  create,
  list,
  role,
  token,
  suspend: suspendCommand,
  approve: (config, args) => changeOne(config, args, 'is in.', (ctx, { id }) => approve(ctx, id)),
  delete: deleteCommand,
}

async function create(config: Config, args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      password: { type: 'string' },
      role: { type: 'string', default: 'member' },
      name: { type: 'string', default: '' },
      locale: { type: 'string', default: 'en' },
      json: { type: 'boolean', default: false },
    },
  })
  const [username] = positionals
  if (!username || !values.email) throw new UsageError('account create needs a NAME and --email.')
  // One that the owner passes on is better made up by us than by them.
  const password = values.password ?? randomToken(12)
  const newcomer = { username, displayName: values.name, email: values.email, password, locale: values.locale }
  const created = await withData(config, async (ctx) => {
    const personId = await createAccount(ctx, { ...newcomer, role: readRole(values.role) })
    const line = await named(ctx, username)
    return { id: personId, username: line.username, access_token: await startSession(ctx, personId, AGENT) }
  })
  const made = values.password ? {} : { password }
  if (values.json) return console.log(JSON.stringify({ ...created, ...made }))
  console.log(`${created.username} is in, as ${values.role}. Their number is ${created.id}.`)
  if (!values.password) console.log(`Password: ${password}`)
  console.log(`Access token: ${created.access_token}`)
}

async function list(config: Config, args: string[]) {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const lines = await withData(config, everybody)
  if (values.json) {
    const plain = lines.map(({ createdAt, lastSeenOn, awaitingApproval, ...rest }) => ({
      ...rest,
      created_at: createdAt.toString(),
      last_seen_on: lastSeenOn,
      awaiting_approval: awaitingApproval,
    }))
    return console.log(JSON.stringify(plain))
  }
  for (const line of lines) {
    const state = line.awaitingApproval ? 'waits' : line.suspended ? 'suspended' : (line.lastSeenOn ?? 'never seen')
    console.log([line.username.padEnd(30), line.role.padEnd(9), state.padEnd(10), line.email].join('  '))
  }
}

async function role(config: Config, args: string[]) {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [username, wanted] = positionals
  if (!username || !wanted) throw new UsageError('account role needs a NAME and a ROLE.')
  const next = readRole(wanted)
  await changeOne(config, [username], `is ${next} now.`, (ctx, { id }) => setRole(ctx, id, next))
}

async function token(config: Config, args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scopes: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [username] = positionals
  if (!username) throw new UsageError('account token needs a NAME.')
  const scopes = values.scopes === undefined ? undefined : parseScopes(values.scopes)
  const made = await withData(config, async (ctx) => {
    const { id, username: exact } = await named(ctx, username)
    return { id, username: exact, access_token: await startSession(ctx, id, { ...AGENT, scopes }) }
  })
  console.log(values.json ? JSON.stringify(made) : made.access_token)
}

async function suspendCommand(config: Config, args: string[]) {
  const options = { undo: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  if (values.undo) return changeOne(config, positionals, 'may come back.', (ctx, { id }) => unsuspend(ctx, id))
  await changeOne(config, positionals, 'is suspended and signed out everywhere.', (ctx, { id }) => suspend(ctx, id))
}

async function deleteCommand(config: Config, args: string[]) {
  const options = { yes: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  if (!values.yes && !(await confirmed(positionals[0] ?? ''))) throw new UsageError('Nothing was deleted.')
  await changeOne(config, positionals, 'is gone, with everything of theirs.', (ctx, { id }) => removeAccount(ctx, id))
}

async function changeOne(
  config: Config,
  positionals: string[],
  outcome: string,
  change: (ctx: Context, line: AccountLine) => Promise<void>,
) {
  const [username] = positionals
  if (!username) throw new UsageError('Whose account? Give a NAME.')
  await withData(config, async (ctx) => {
    const line = await named(ctx, username)
    await change(ctx, line)
    console.log(`${line.username} ${outcome}`)
  })
}

async function named(ctx: Context, username: string): Promise<AccountLine> {
  const [line] = await listAccounts(ctx.db, { username })
  if (!line) throw new UsageError(`Nobody here is called ${username}.`)
  return line
}

async function everybody(ctx: Context): Promise<AccountLine[]> {
  const lines: AccountLine[] = []
  for (;;) {
    const page = await listAccounts(ctx.db, { afterId: lines.at(-1)?.id })
    if (page.length === 0) return lines
    lines.push(...page)
  }
}

function readRole(text: string): Role {
  const found = ROLES.find((one) => one === text)
  if (!found) throw new UsageError(`A role is one of ${ROLES.join(', ')}, not "${text}".`)
  return found
}

async function confirmed(username: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody is there to ask: add --yes to delete.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`This deletes ${username} and all of theirs for good. Type the name again: `)
  terminal.close()
  return answer.trim() === username
}
