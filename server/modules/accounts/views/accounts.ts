import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from '#modules/people'
import type { Role, Visibility } from '../model/settings.ts'

export type Login = { personId: string; passwordHash: string; awaitingApproval: boolean; suspended: boolean }

/** Whom a login names: by e-mail address or by name. */
export async function findLogin(db: Database, who: string | { personId: string }): Promise<Login | null> {
  const query = db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.personId')
    .select(['a.personId', 'a.passwordHash', 'a.awaitingApproval', 'p.suspendedAt'])
  const found = await (
    typeof who === 'string'
      ? query.where((eb) => {
          const name = who.toLowerCase()
          return who.includes('@')
            ? eb(eb.fn('lower', ['a.email']), '=', name)
            : eb.and([eb(eb.fn('lower', ['p.username']), '=', name), eb('p.domain', 'is', null)])
        })
      : query.where('a.personId', '=', who.personId)
  ).executeTakeFirst()
  return found ? { ...found, suspended: found.suspendedAt !== null } : null
}

/** Whether an e-mail address, or another tag of the same mailbox (RFC 5233), is that of somebody who signs in here. */
export async function hasAccount(db: Database, address: string): Promise<boolean> {
  const mailbox = (text: string) => `regexp_replace(lower(${text}), '\\+[^@]*@', '@')`
  return (await rows(db, `select from accounts where ${mailbox('email')} = ${mailbox('$1')}`, [address])).length > 0
}

export type Settings = {
  username: string
  email: string
  role: Role
  locale: string
  defaultVisibility: Visibility
  defaultSensitive: boolean
  defaultLanguage: string | null
  introducedBy: 'following' | 'nobody'
  helpsWith: string[]
  looksFor: string[]
  showsLight: boolean
  awaitingApproval: boolean
}

/** What somebody has set for themselves; for their own eyes. */
export async function settingsOf(ctx: Context, personId: string): Promise<Settings> {
  const found = await ctx.db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.personId')
    .select([
      'p.username',
      'p.introducedBy',
      'p.helpsWith',
      'p.looksFor',
      'p.showsLight',
      'a.email',
      'a.role',
      'a.locale',
    ])
    .select(['a.defaultVisibility', 'a.defaultSensitive', 'a.defaultLanguage', 'a.awaitingApproval'])
    .where('a.personId', '=', personId)
    .executeTakeFirst()
  if (!found) throw missing()
  return found as Settings
}

export type AccountLine = {
  id: string
  username: string
  email: string
  role: Role
  createdAt: Temporal.Instant
  lastSeenOn: string | null
  suspended: boolean
  awaitingApproval: boolean
}

/** Everybody who signs in here, the oldest first; a page of a thousand after `afterId`. For the owner. */
export async function listAccounts(
  db: Database,
  options: { username?: string; afterId?: string } = {},
): Promise<AccountLine[]> {
  let query = db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.personId')
    .select(['a.personId as id', 'p.username', 'a.email', 'a.role', 'a.createdAt', 'a.lastSeenOn'])
    .select(['p.suspendedAt', 'a.awaitingApproval'])
    .where('a.personId', '>', options.afterId ?? '0')
    .orderBy('a.personId')
    .limit(1000)
  const { username } = options
  if (username !== undefined)
    query = query.where((eb) => eb(eb.fn('lower', ['p.username']), '=', username.replace(/^@/, '').toLowerCase()))
  const found = await query.execute()
  return found.map(({ suspendedAt, ...line }) => ({
    ...line,
    role: line.role as Role,
    suspended: suspendedAt !== null && !line.awaitingApproval,
  }))
}

export type Waiting = { account: Account; email: string; createdAt: Temporal.Instant }

const WAITING = `
  select ${ACCOUNT_COLUMNS}, a.email, a.created_at
  from accounts a
  join people p on p.id = a.person_id
  where a.awaiting_approval
  order by a.person_id
  limit 200`

/** Who waits to be let in, the longest waiting first. For the owner. */
export async function viewWaiting(ctx: Context): Promise<Waiting[]> {
  const found = await rows<PersonRow & { email: string; created_at: Temporal.Instant }>(ctx.db, WAITING, [])
  return found.map(({ email, created_at: createdAt, ...row }) => ({
    account: renderAccount(ctx.config.origin, row),
    email,
    createdAt,
  }))
}
