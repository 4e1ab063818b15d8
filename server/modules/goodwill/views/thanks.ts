import { askVisibleTo } from '#modules/asks'
import { noBlockBetween, notMutedBy, visibleTo } from '#modules/audience'
import { offerKnownTo } from '#modules/offers'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import type { About, ChainPart } from '../model/thanks.ts'
import { metInRings } from './lookups.ts'
import { thanksVisibleTo } from './visible.ts'

/** What somebody is thanked for, as far as the reader may see it. */
export type ThanksEntity = {
  id: string
  /** Null to those along the chain, but of an ask they gave on themselves. */
  about: About | null
  about_id: string | null
  ask_id: string | null
  what: string | null
  with: Account | null
  from: Account | null
  to: Account | null
  word: string | null
  part: 'from' | 'to' | ChainPart | null
  before: Account | null
  after: Account | null
  shows: { mine: boolean; theirs: boolean } | null
  shown: boolean
  may_show: boolean
  passed_on: string[]
  created_at: string
}

export const LISTS = ['received', 'given', 'shown'] as const
export type List = (typeof LISTS)[number]

type Row = {
  id: string
  about: About | null
  about_id: string | null
  ask_id: string | null
  what: string | null
  with_id: string | null
  from_id: string
  to_id: string
  word: string | null
  part: ThanksEntity['part']
  before_id: string | null
  after_id: string | null
  sees_from: boolean
  sees_to: boolean
  from_shows: boolean
  to_shows: boolean
  unnamed: boolean
  passed_on: string[] | null
  created_at: Temporal.Instant
}

const IS_END = '$1 in (t.from_id, t.to_id)'
const ASK = `(select a.id from answers n join asks a on a.id = n.ask_id where n.id = t.about_id and ${askVisibleTo('$1')})`
/** Whoever was thanked did not say yes to what others changed since: it is told to those who have a part in it, and to none it is shown to. */
const asThanked = (changed: string) =>
  `(${IS_END} or c.person_id is not null or coalesce(${changed} < t.created_at, true))`
const WHAT = `case t.about
  when 'answer' then (select a.question from asks a left join statuses s on s.id = a.status_id
    where a.id = ${ASK} and ${asThanked('s.edited_at')})
  when 'offer' then (select o.what from offers o where o.id = t.about_id and ${offerKnownTo('$1')}
    and (o.person_id = t.to_id or ${asThanked('o.changed_at')}))
  when 'guest_introduction' then (select g.guest_name from guest_introductions g where g.id = t.about_id and ${IS_END})
  when 'status' then (select left(s.text, 200) from statuses s where s.id = t.about_id and ${visibleTo('$1', 's')}) end`
/** What it is for is told to the two, to whom it is shown, and of an ask to those who gave it on. */
const TELLS = `(c.person_id is null or c.part = 'passed' and t.about = 'answer' and ${ASK} is not null)`
/**
 * The thing itself, where they may look at it. An answer says whose it is, so not to whom that is not told; and that two thank for the
 * same introduction would say who met.
 */
const THING = `case when ${IS_END} and t.about <> 'answer'
  or ${TELLS} and coalesce(c.sees_to, true) and t.about in ('answer', 'offer', 'status') and ${WHAT} is not null then t.about_id end`
/** Of an introduction its two ends know the third. */
const WITH = `(select case when i.low_id = t.from_id then i.high_id else i.low_id end from introductions i
  where i.id = t.about_id and t.about = 'introduction' and ${IS_END})`
/** Next to the reader in the chain, and still to be named to them. */
const next = (column: string) => `case when ${noBlockBetween('$1', column)} then ${column} end`

const THANKS = `
  select t.id, case when ${TELLS} then t.about end as about, ${THING} as about_id, t.from_id, t.to_id,
    t.from_shows, t.to_shows, t.unnamed, t.created_at,
    case when ${TELLS} and t.about = 'answer' then ${ASK} end as ask_id, case when ${TELLS} then ${WHAT} end as what,
    ${WITH} as with_id, case when c.person_id is null or t.from_shows and t.to_shows then t.word end as word,
    case when t.from_id = $1 then 'from' when t.to_id = $1 then 'to' else c.part end as part,
    case when c.person_id is not null then c.sees_from when t.to_id = $1 then t.sees_from else true end as sees_from,
    coalesce(c.sees_to, true) as sees_to, ${next('c.before_id')} as before_id, ${next('c.after_id')} as after_id,
    (select json_agg(g.offer_id::text order by g.offer_id) from passings g
      where g.thanks_id = t.id and g.person_id = $1) as passed_on
  from thanks t left join thanks_chain c on c.thanks_id = t.id and c.person_id = $1
  where ${thanksVisibleTo('$1')}`

const TO_ME = `select m.id from thanks m where m.to_id = $1
  union all select m.thanks_id from thanks_chain m where m.person_id = $1`
const CONDITIONS: Record<List, string> = {
  // As an array, from which it begins; else it may go through everybody's.
  received: `t.id = any(array(${TO_ME})) and ${heardBy('$1')} and ($2::bigint is null or t.from_id = $2 and coalesce(c.sees_from, t.sees_from))`,
  given: `t.from_id = $1 and ($2::bigint is null or t.to_id = $2)`,
  shown: `t.to_id = $2::bigint and ${isShownTo('$1')}`,
}

/**
 * Both let it be shown, and `viewer`, whose part along the chain is `c`, wants to hear of whoever thanks. On the page of whom the chain
 * hides from them it is not shown to them.
 */
export function isShownTo(viewer: string): string {
  return `t.from_shows and t.to_shows and coalesce(c.sees_to, true) and ${heardBy(viewer)}`
}

/** Whom the chain hides a mute does not shut out: that it went would say who it is. */
function heardBy(viewer: string): string {
  return `(not coalesce(c.sees_from, t.sees_from) or ${notMutedBy(viewer, 't.from_id')})`
}

/** The offer `$5` passes it on, and is the reader's own or of whom they thanked; whoever stands along the chain may be hidden from them. */
const PASSED_ON_IN = `exists (select from passings g join offers o on o.id = g.offer_id
  where g.thanks_id = t.id and g.offer_id = $5::bigint
    and (g.person_id = $1 or t.from_id = $1 and g.person_id = t.to_id and ${offerKnownTo('$1')}))`

/** `passedOn`: because of which this offer stands. */
export type Filter = { list: List; byId?: string; about?: About; of?: string[]; passedOn?: string }

/** Newest first. */
export async function thanksPage(
  ctx: Context,
  viewerId: string,
  page: Keyset,
  filter: Filter,
): Promise<ThanksEntity[]> {
  const { list, byId, about, of, passedOn } = filter
  const met = of ? await metInRings(ctx.db, viewerId, of) : new Map<string, string>()
  const values = [viewerId, byId ?? null, about ?? null, of ? [...of, ...met.values()] : null, passedOn ?? null]
  const found = await keysetPage<Row>(
    ctx.db,
    page,
    't.id',
    values,
    // Nor is anything found by what it does not say.
    (within) => `${THANKS} and ${CONDITIONS[list]} and ($3::text is null or t.about = $3 and ${TELLS})
      and ($4::bigint[] is null or t.about_id = any($4) and ${THING} is not null)
      and ($5::bigint is null or ${PASSED_ON_IN}) and ${within}`,
  )
  return render(ctx, viewerId, found)
}

/** Hidden and missing are the same. */
export async function viewThanks(ctx: Context, viewerId: string, id: string): Promise<ThanksEntity> {
  const [thanks] = await render(ctx, viewerId, await rows<Row>(ctx.db, `${THANKS} and t.id = $2`, [viewerId, id]))
  if (!thanks) throw missing()
  return thanks
}

/** Those of the ids that the viewer may see. */
export async function viewThanksOf(ctx: Context, viewerId: string | null, ids: string[]): Promise<ThanksEntity[]> {
  if (ids.length === 0) return []
  return render(ctx, viewerId, await rows<Row>(ctx.db, `${THANKS} and t.id = any($2::bigint[])`, [viewerId, ids]))
}

async function render(ctx: Context, viewerId: string | null, found: Row[]): Promise<ThanksEntity[]> {
  const named = found.map((row) => ({
    row,
    fromId: row.sees_from ? row.from_id : null,
    toId: row.sees_to ? row.to_id : null,
  }))
  const ids = named.flatMap(({ row, fromId, toId }) => [fromId, toId, row.with_id, row.before_id, row.after_id])
  const byId = await accountsById(ctx, viewerId, ids)
  const account = (id: string | null) => (id && byId.get(id)) || null
  return named.map(({ row, fromId, toId }) => {
    const isEnd = row.part === 'from' || row.part === 'to'
    return {
      id: row.id,
      about: row.about,
      about_id: row.about_id,
      ask_id: row.ask_id,
      what: row.what,
      with: account(row.with_id),
      from: account(fromId),
      to: account(toId),
      word: row.word,
      part: row.part,
      before: account(row.before_id),
      after: account(row.after_id),
      shows: isEnd ? showsOf(row) : null,
      shown: row.from_shows && row.to_shows,
      may_show: !row.unnamed,
      passed_on: row.passed_on ?? [],
      created_at: isoMillis(row.created_at),
    }
  })
}

function showsOf({ part, from_shows: from, to_shows: to }: Row) {
  return part === 'from' ? { mine: from, theirs: to } : { mine: to, theirs: from }
}
