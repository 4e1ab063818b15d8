import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { noBlockBetween } from '#modules/audience'
import { missing } from '#platform/refusal'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type Field, type PersonRow } from '../model.ts'
import { KNOWN, KNOWS_ME } from './known.ts'

/** In the order of the ids; unknown and suspended ones are left out. */
export async function viewAccounts(ctx: Context, viewerId: string | null, ids: readonly string[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const found = await rows<PersonRow>(
    ctx.db,
    `select ${ACCOUNT_COLUMNS} from people p where p.id = any($1::bigint[]) and ${VISIBLE('$2')}
     order by array_position($1::bigint[], p.id)`,
    [ids, viewerId],
  )
  return found.map((row) => renderAccount(ctx.config.origin, row))
}

/** The same by their ids, each asked for once, whatever is missing or named twice. */
export async function accountsById(
  ctx: Context,
  viewerId: string | null,
  ids: readonly (string | null)[],
): Promise<Map<string, Account>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  return new Map((await viewAccounts(ctx, viewerId, wanted)).map((account) => [account.id, account]))
}

/** For those who look after the place: suspended people as well. */
export async function everybodyById(ctx: Context, ids: readonly (string | null)[]): Promise<Map<string, Account>> {
  const found = await rows<PersonRow>(
    ctx.db,
    `select ${ACCOUNT_COLUMNS} from people p where p.id = any($1::bigint[])`,
    [ids.filter((id) => id !== null)],
  )
  return new Map(found.map((row) => [row.id, renderAccount(ctx.config.origin, row)]))
}

// Nobody but themselves sees who is suspended or has not been let in yet.
const VISIBLE = (viewer: string) => `(p.suspended_at is null or p.id = ${viewer}::bigint)`

export async function viewAccount(ctx: Context, viewerId: string | null, id: string): Promise<Account> {
  const [account] = await viewAccounts(ctx, viewerId, [id])
  if (!account) throw missing()
  return account
}

/** One's own profile, with the words as one wrote them. */
export type OwnProfile = { account: Account; note: string; fields: Field[]; attributionDomains: string[] }

export async function viewOwnProfile(ctx: Context, personId: string): Promise<OwnProfile> {
  const [row] = await rows<PersonRow & { attribution_domains: string[] }>(
    ctx.db,
    `select ${ACCOUNT_COLUMNS}, p.attribution_domains from people p where p.id = $1`,
    [personId],
  )
  if (!row) throw missing()
  const { note, fields, attribution_domains: attributionDomains } = row
  return { account: renderAccount(ctx.config.origin, row), note, fields, attributionDomains }
}

/** A profile as Kith shows it beyond Mastodon's Account. */
export type PersonPage = {
  account: Account
  helps_with: string[]
  looks_for: string[]
  shows_light: boolean
  can_be_introduced: boolean
  introduced_by: Account | null
}

export async function viewPerson(ctx: Context, viewerId: string | null, id: string): Promise<PersonPage> {
  const [row] = await rows<PersonRow & Facts>(ctx.db, PERSON, [viewerId, id])
  if (!row) throw missing()
  const [introducer] = row.introducer_id ? await viewAccounts(ctx, viewerId, [row.introducer_id]) : []
  return {
    account: renderAccount(ctx.config.origin, row),
    helps_with: row.helps_with,
    looks_for: row.looks_for,
    shows_light: row.shows_light,
    can_be_introduced: row.can_be_introduced,
    introduced_by: introducer ?? null,
  }
}

type Facts = {
  helps_with: string[]
  looks_for: string[]
  shows_light: boolean
  can_be_introduced: boolean
  introducer_id: string | null
}

// I may propose people who follow me and whom I follow; and I owe knowing them to whoever introduced us last.
const PERSON = `
  select ${ACCOUNT_COLUMNS}, p.helps_with, p.looks_for, p.shows_light and $1::bigint is not null and ${noBlockBetween('$1', 'p.id')} as shows_light,
    (p.introduced_by = 'following' and ${KNOWS_ME} and ${KNOWN} and ${noBlockBetween('$1', 'p.id')})
      as can_be_introduced,
    (select i.introducer_id from introduction_parties me
      join introduction_parties you on you.introduction_id = me.introduction_id and you.person_id = p.id
      join introductions i on i.id = me.introduction_id and i.state = 'met'
      where me.person_id = $1 and p.id <> $1 order by i.met_at desc limit 1) as introducer_id
  from people p where p.id = $2 and ${VISIBLE('$1')}`
