import { accountsById, type Account } from '#modules/people'
import { notMutedBy } from '#modules/audience'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { renderText } from '#platform/text'
import type { Kind, Reach, Saying, State, Way } from '../model/rules.ts'
import { ringOf } from './inring.ts'
import { offerStands, offerVisibleTo } from './visible.ts'

export type OfferEntity = {
  id: string
  kind: Kind
  what: string
  details: string
  way: Way
  /** Of a swap: what they would like for it. */
  for_what: string | null
  locality: string | null
  language: string | null
  account: Account
  mine: boolean
  state: State
  /** Those who look after the place took it down; told to whose it is, who alone sees it. */
  taken_down: boolean
  until: string
  /** When lots are drawn, where whoever offers lets Kith draw. */
  drawn_at: string | null
  /** Told to whose it is. */
  reach: Reach | null
  /** What the reader said to it, if they would like it or would help. */
  taking: { word: string | null; chosen: boolean } | null
  /** The reader had it once, and let it go themselves. */
  let_go: boolean
  /** When one of the two was chosen, and how it went, as they say, for them alone; `drawn`: by lot; `let_go`: it did not come to it. */
  went: { mine: Saying | null; theirs: Saying | null; at: string; drawn: boolean; let_go: boolean } | null
  created_at: string
  /** When it was said anew, if it was. */
  changed_at: string | null
  /** Over, because it was met, as whose it is says. */
  settled: boolean
  /** The ring it was given in, for the people of that. */
  ring: { id: string; conversation_id: string | null } | null
}

export type Row = {
  id: string
  person_id: string
  kind: Kind
  what: string
  details: string
  way: Way
  for_what: string | null
  locality: string | null
  language: string | null
  reach: Reach
  state: State
  taken_down: boolean
  expires_at: Temporal.Instant
  drawn_at: Temporal.Instant | null
  taking: { word: string | null; chosen: boolean } | null
  let_go: boolean
  went: { giver: Saying | null; taker: Saying | null; at: string; drawn: boolean; let_go: boolean } | null
  created_at: Temporal.Instant
  changed_at: Temporal.Instant | null
  settled: boolean
  ring: { id: string; conversation_id: string | null } | null
}

/** What an offer `o` says, and to those of a ring which it was given in. */
export const SAYS = `o.id, o.person_id, o.kind, o.what, o.details, o.way, o.for_what, o.locality, o.language, o.reach, o.expires_at, o.created_at,
    o.changed_at, o.settled_at is not null as settled, ${ringOf('o', '$1')} as ring`
/** How it went with whoever was chosen in `w`. */
export const WENT = `json_build_object('giver', w.giver_says, 'taker', w.taker_says, 'at', w.chosen_at, 'drawn', w.drawn, 'let_go', w.let_go_at is not null)`

/** `$1` reads. Whom they let go the owner remembers with them, not here; whoever had it reads how it went here as well. */
const OFFERS = `
  select ${SAYS}, o.state, o.drawn_at, o.taken_down_at is not null as taken_down,
    (select json_build_object('word', t.word, 'chosen', t.chosen_at is not null) from takers t
      where t.offer_id = o.id and t.person_id = $1 and t.let_go_at is null) as taking,
    exists (select from takers l where l.offer_id = o.id and l.person_id = $1 and l.let_go_by = 'taker') as let_go,
    (select ${WENT} from takers w where w.offer_id = o.id and w.chosen_at is not null
      and (w.person_id = $1 or o.person_id = $1 and w.let_go_at is null) order by w.chosen_at desc limit 1) as went
  from offers o
  where ${offerVisibleTo('$1')}`

export const LISTS = ['all', 'mine', 'near', 'taken'] as const
export type List = (typeof LISTS)[number]

const LISTED = `${offerStands()} and ${notMutedBy('$1', 'o.person_id')}`
const CONDITIONS: Record<List, string> = {
  all: `${LISTED} and o.person_id <> $1`,
  mine: 'o.person_id = $1',
  near: `${LISTED} and exists (select from follows nf where nf.follower_id = $1 and nf.followee_id = o.person_id)`,
  taken: `exists (select from takers nt where nt.offer_id = o.id and nt.person_id = $1 and nt.let_go_at is null
    and (nt.chosen_at is not null or ${offerStands()}))`,
}

/** Fewer of what stands: of a kind, at a place, in a language, of those in a circle of the reader's. */
export type Narrowing = { kind?: Kind; locality?: string; language?: string; circleId?: string }
export type Filter = Narrowing & { list?: List; byId?: string }

/** Those that the viewer may see, newest first; all of the viewer's own are theirs, also what is over. */
export async function offersPage(ctx: Context, viewerId: string, page: Keyset, filter: Filter): Promise<OfferEntity[]> {
  const { list = 'all', byId } = filter
  const condition = CONDITIONS[list === 'all' && byId === viewerId ? 'mine' : list]
  const values = [viewerId]
  const narrowed = narrowedTo(filter, values)
  const build = (within: string) => `${OFFERS} and ${condition} and ${narrowed} and ${within}`
  return render(ctx, viewerId, await keysetPage<Row>(ctx.db, page, 'o.id', values, build))
}

/** As a condition on `o`, which adds what it is narrowed to to the values of the query; `reader`: whose circles they are. */
export function narrowedTo(
  { kind, byId, locality, language, circleId }: Omit<Filter, 'list'>,
  values: unknown[],
  reader = '$1',
): string {
  const value = (one: string) => `$${values.push(one)}`
  const conditions = [
    kind && `o.kind = ${value(kind)}`,
    byId && `o.person_id = ${value(byId)}`,
    locality && `lower(o.locality) = lower(${value(locality)})`,
    language && `o.language = ${value(language)}`,
    circleId &&
      `o.person_id in (select nm.person_id from circle_members nm
        join circles nc on nc.id = nm.circle_id and nc.person_id = ${reader} where nm.circle_id = ${value(circleId)})`,
  ]
  return conditions.filter(Boolean).join(' and ') || 'true'
}

/** Hidden and missing are the same. */
export async function viewOffer(ctx: Context, viewerId: string, id: string): Promise<OfferEntity> {
  const offer = await findOffer(ctx, viewerId, id)
  if (!offer) throw missing()
  return offer
}

export async function findOffer(ctx: Context, viewerId: string, id: string): Promise<OfferEntity | undefined> {
  return (await render(ctx, viewerId, await rows<Row>(ctx.db, `${OFFERS} and o.id = $2`, [viewerId, id])))[0]
}

/** Those of the ids that the viewer may see, that stand and are somebody else's, in the order of the ids. */
export async function viewOffers(ctx: Context, viewerId: string, ids: string[]): Promise<OfferEntity[]> {
  const text = `${OFFERS} and o.id = any($2::bigint[]) and ${CONDITIONS.all} and ${notMutedBy('o.person_id', '$1')}
    order by array_position($2::bigint[], o.id)`
  return render(ctx, viewerId, await rows<Row>(ctx.db, text, [viewerId, ids]))
}

/** Those of the ids that are the viewer's own, in the order of the ids. */
export async function viewOwn(ctx: Context, viewerId: string, ids: string[]): Promise<OfferEntity[]> {
  const text = `${OFFERS} and o.id = any($2::bigint[]) and ${CONDITIONS.mine} order by array_position($2::bigint[], o.id)`
  return render(ctx, viewerId, await rows<Row>(ctx.db, text, [viewerId, ids]))
}

export async function render(ctx: Context, viewerId: string, found: Row[]): Promise<OfferEntity[]> {
  const byId = await accountsById(
    ctx,
    viewerId,
    found.map((row) => row.person_id),
  )
  return found.flatMap((row) => {
    const account = byId.get(row.person_id)
    if (!account) return []
    const {
      person_id: personId,
      expires_at: until,
      created_at: at,
      changed_at: changed,
      drawn_at: drawn,
      reach,
      details,
      went,
      ...rest
    } = row
    const mine = personId === viewerId
    return {
      ...rest,
      details: renderText(details),
      account,
      mine,
      reach: mine ? reach : null,
      went: went && sidesOf(went, mine === (row.kind === 'offer')),
      until: isoMillis(until),
      drawn_at: drawn && isoMillis(drawn),
      created_at: isoMillis(at),
      changed_at: changed && isoMillis(changed),
    }
  })
}

function sidesOf({ giver, taker, at, drawn, let_go: letGo }: NonNullable<Row['went']>, gives: boolean) {
  const [mine, theirs] = gives ? [giver, taker] : [taker, giver]
  return { mine, theirs, at: millisOf(at), drawn, let_go: letGo }
}

export const millisOf = (at: string) => isoMillis(Temporal.Instant.from(at))
