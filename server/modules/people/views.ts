import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { noBlockBetween } from '#modules/audience'
import { missing } from '#platform/refusal'
import { cleanLine } from '#platform/text'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type Field, type PersonRow } from './model.ts'

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

// Nobody but themselves sees who is suspended or has not been let in yet.
const VISIBLE = (viewer: string) => `(p.suspended_at is null or p.id = ${viewer}::bigint)`

export async function viewAccount(ctx: Context, viewerId: string | null, id: string): Promise<Account> {
  const [account] = await viewAccounts(ctx, viewerId, [id])
  if (!account) throw missing()
  return account
}

/** Who is called so here: `name`, `@name`, `name@our.domain` or `name@domain`; null for nobody. Never suspended people. */
export async function findByHandle(db: Database, domain: string, handle: string): Promise<string | null> {
  const found = await findByHandles(db, domain, [handle])
  return found.get(handle) ?? null
}

/** The same for many at once; the ids by the handles as they were given. */
export async function findByHandles(
  db: Database,
  domain: string,
  handles: readonly string[],
): Promise<Map<string, string>> {
  const wanted = handles.map((handle) => splitHandle(handle, domain))
  if (wanted.length === 0) return new Map()
  const found = await rows<{ at: number; id: string }>(
    db,
    `select w.at::int as at, p.id from unnest($1::text[], $2::text[]) with ordinality as w (name, host, at)
     join people p on lower(p.username) = w.name and coalesce(lower(p.domain), '') = w.host and p.suspended_at is null`,
    [wanted.map(({ name }) => name), wanted.map(({ host }) => host)],
  )
  return new Map(found.map(({ at, id }) => [handles[at - 1]!, id]))
}

function splitHandle(handle: string, domain: string): { name: string; host: string } {
  const [name = '', host = ''] = handle.trim().replace(/^@/, '').toLowerCase().split('@')
  return { name, host: host === domain.toLowerCase() ? '' : host }
}

/** One's own profile, with the words as one wrote them. */
export type OwnProfile = { account: Account; note: string; fields: Field[] }

export async function viewOwnProfile(ctx: Context, personId: string): Promise<OwnProfile> {
  const [row] = await rows<PersonRow>(ctx.db, `select ${ACCOUNT_COLUMNS} from people p where p.id = $1`, [personId])
  if (!row) throw missing()
  return { account: renderAccount(ctx.config.origin, row), note: row.note, fields: row.fields }
}

export type Search = {
  words: string
  limit: number
  offset?: number
  /** Only people I follow. */
  following?: boolean
  /** Only people of this place. */
  here?: boolean
}

/**
 * People by name or handle: an exact handle first, then people I follow, then who is called most alike. Whoever does
 * not want to be found is found by their exact handle and by those who know them. Without words: the people I follow.
 */
export async function searchPeople(ctx: Context, viewerId: string | null, search: Search): Promise<Account[]> {
  const words = wordsOf(search.words, ctx.config.origin)
  const { name, host } = splitHandle(words, ctx.config.domain)
  const found = await rows<PersonRow>(ctx.db, SEARCH, [
    viewerId,
    words.replace(/^@/, ''),
    name,
    host,
    search.following ?? false,
    search.here ?? false,
    search.limit,
    search.offset ?? 0,
  ])
  return found.map((row) => renderAccount(ctx.config.origin, row))
}

const KNOWN = `exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)`
const KNOWS_ME = `exists (select from follows f where f.follower_id = p.id and f.followee_id = $1)`
const NAMES = `plain(p.username || ' ' || p.display_name)`
const PATTERN = `regexp_replace(plain($2), '([\\\\%_])', '\\\\\\1', 'g')`
const SEARCH = `
  select ${ACCOUNT_COLUMNS}
  from people p
  cross join lateral (
    select lower(p.username) = $3 and coalesce(lower(p.domain), '') = $4 as exactly, ${KNOWN} as followed) k
  where p.suspended_at is null
    and ($2 <> '' or k.followed)
    and (k.exactly or ${NAMES} like '%' || ${PATTERN} || '%' or plain($2) <% ${NAMES})
    and (k.exactly or p.discoverable or k.followed or p.id = $1 or ${KNOWS_ME})
    and (not $5 or k.followed) and (not $6 or p.domain is null)
    and ${noBlockBetween('$1', 'p.id')}
  order by k.exactly desc, k.followed desc, ${NAMES} like ${PATTERN} || '%' desc,
    word_similarity(plain($2), ${NAMES}) desc, p.followers_count desc, p.id
  limit $7 offset $8`

// An address of a page here that somebody pasted is as good as the handle.
function wordsOf(text: string, origin: string): string {
  const words = cleanLine(text)
  return words.startsWith(`${origin}/@`) ? words.slice(origin.length + 2) : words
}

/** A profile as Kith shows it beyond Mastodon's Account. */
export type PersonPage = {
  account: Account
  helps_with: string[]
  looks_for: string[]
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
    can_be_introduced: row.can_be_introduced,
    introduced_by: introducer ?? null,
  }
}

type Facts = { helps_with: string[]; looks_for: string[]; can_be_introduced: boolean; introducer_id: string | null }

// They may be proposed by people they follow; and I owe knowing them to whoever introduced us last.
const PERSON = `
  select ${ACCOUNT_COLUMNS}, p.helps_with, p.looks_for,
    (p.introduced_by = 'following' and ${KNOWS_ME} and ${noBlockBetween('$1', 'p.id')})
      as can_be_introduced,
    (select i.introducer_id from introduction_parties me
      join introduction_parties you on you.introduction_id = me.introduction_id and you.person_id = p.id
      join introductions i on i.id = me.introduction_id and i.state = 'met'
      where me.person_id = $1 and p.id <> $1 order by i.met_at desc limit 1) as introducer_id
  from people p where p.id = $2 and ${VISIBLE('$1')}`
