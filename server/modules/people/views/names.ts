import { noBlockBetween } from '#modules/audience'
import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { cleanLine } from '#platform/text'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from '../model.ts'
import { KNOWN, KNOWS_ME } from './known.ts'

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
 * People by name or handle: an exact handle first, then people I follow, then whose names begin so. Where nobody is
 * called so, those who are called alike. Whoever does not want to be found is found by their exact handle and by those who
 * know them. Without words: the people I follow.
 */
export async function searchPeople(ctx: Context, viewerId: string | null, search: Search): Promise<Account[]> {
  const words = wordsOf(search.words, ctx.config.origin)
  const { name, host } = splitHandle(words, ctx.config.domain)
  // Once, and not for every row.
  const [{ said }] = (await rows<{ said: string }>(ctx.db, 'select plain($1) as said', [words])) as [{ said: string }]
  const { here = false, limit, offset = 0 } = search
  const ask = (query: string) =>
    rows<PersonRow>(ctx.db, query, [viewerId, escapeLike(said), name, host, here, limit, offset])
  const mine = search.following || said === ''
  let found = await ask(mine ? AMONG_MINE : said.length < SHORT ? BY_LETTERS : BY_PART)
  if (found.length === 0 && offset === 0 && !mine) found = await ask(ALIKE)
  return found.map((row) => renderAccount(ctx.config.origin, row))
}

const SHORT = 3
const EXACTLY = `(lower(p.username) = $3 and coalesce(lower(p.domain), '') = $4)`
const PART = `p.words like '%' || $2 || '%'`
const BEGINS = `(p.words like $2 || '%' or p.words like '% ' || $2 || '%')`
const MAY_BE_FOUND = `p.suspended_at is null and (not $5 or p.domain is null) and ${noBlockBetween('$1', 'p.id')}`
const TO_STRANGERS = `(p.discoverable or p.id = $1 or ${KNOWN} or ${KNOWS_ME})`
const ORDER = `order by ${EXACTLY} desc, ${KNOWN} desc, ${BEGINS} desc, p.followers_count desc, p.id limit $6 offset $7`

const AMONG_MINE = `
  select ${ACCOUNT_COLUMNS} from follows mine join people p on p.id = mine.followee_id
  where mine.follower_id = $1 and ($2 = '' or ${EXACTLY} or ${PART}) and ${MAY_BE_FOUND} ${ORDER}`
const BY_PART = `
  select ${ACCOUNT_COLUMNS} from people p
  where (${EXACTLY} or ${PART} and ${TO_STRANGERS}) and ${MAY_BE_FOUND} ${ORDER}`
// A letter or two stand in everybody's name: of strangers, only what begins so.
const BY_LETTERS = `
  select ${ACCOUNT_COLUMNS} from people p
  where (${EXACTLY} or ${PART} and (${BEGINS} and ${TO_STRANGERS} or ${KNOWN})) and ${MAY_BE_FOUND} ${ORDER}`
const ALIKE = `
  select ${ACCOUNT_COLUMNS} from people p
  where $2 <% p.words and ${TO_STRANGERS} and not ${EXACTLY} and ${MAY_BE_FOUND}
  order by ${KNOWN} desc, word_similarity($2, p.words) desc, p.followers_count desc, p.id limit $6 offset $7`

/** The words as anybody may have written them: an address of a page here, pasted, is as good as the handle. */
function wordsOf(text: string, origin: string): string {
  const words = cleanLine(text)
  return (words.startsWith(`${origin}/@`) ? words.slice(origin.length + 2) : words).replace(/^@/, '')
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
