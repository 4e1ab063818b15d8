import { accountsById, type Account } from '#modules/people'
import { notMutedBy, notReportedBy, onTerms } from '#modules/audience'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { renderText } from '#platform/text'
import type { Kind, Reach, Saying, State, Way } from '../model/rules.ts'
import { ringOf } from './inring.ts'
import { missedBetween, type Missed } from './missed.ts'
import { offerVisibleTo } from './visible.ts'

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
  /** The reader had it once, and let it go. */
  let_go: boolean
  /** Whose it became and when, and how it went, as the two say; for the two alone. */
  went: { mine: Saying | null; theirs: Saying | null; at: string } | null
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
  went: { giver: Saying | null; taker: Saying | null; at: string } | null
  created_at: Temporal.Instant
  changed_at: Temporal.Instant | null
  settled: boolean
  ring: { id: string; conversation_id: string | null } | null
}

/** `$1` reads. */
const OFFERS = `
  select o.id, o.person_id, o.kind, o.what, o.details, o.way, o.for_what, o.locality, o.language, o.reach, o.state, o.expires_at, o.drawn_at,
    o.created_at, o.changed_at, o.settled_at is not null as settled, o.taken_down_at is not null as taken_down, ${ringOf('o', '$1')} as ring,
    (select json_build_object('word', t.word, 'chosen', t.chosen_at is not null) from takers t
      where t.offer_id = o.id and t.person_id = $1 and t.let_go_at is null) as taking,
    exists (select from takers l where l.offer_id = o.id and l.person_id = $1 and l.let_go_at is not null) as let_go,
    (select json_build_object('giver', w.giver_says, 'taker', w.taker_says, 'at', w.chosen_at) from takers w
      where w.offer_id = o.id and w.chosen_at is not null and w.let_go_at is null and $1 in (o.person_id, w.person_id)) as went
  from offers o
  where ${offerVisibleTo('$1')}`

export const LISTS = ['all', 'mine', 'near', 'taken'] as const
export type List = (typeof LISTS)[number]

const STANDS = `o.state = 'open' and o.expires_at > now() and ${notMutedBy('$1', 'o.person_id')}`
const CONDITIONS: Record<List, string> = {
  all: `${STANDS} and o.person_id <> $1`,
  mine: 'o.person_id = $1',
  near: `${STANDS} and exists (select from follows nf where nf.follower_id = $1 and nf.followee_id = o.person_id)`,
  taken: `exists (select from takers nt where nt.offer_id = o.id and nt.person_id = $1 and nt.let_go_at is null)`,
}

export type Filter = {
  list?: List
  kind?: Kind
  byId?: string
  locality?: string
  language?: string
  circleId?: string
}

/** Those that the viewer may see and that stand, newest first. */
export async function offersPage(ctx: Context, viewerId: string, page: Keyset, filter: Filter): Promise<OfferEntity[]> {
  const { list = 'all', kind, byId, locality, language, circleId } = filter
  const condition = byId
    ? `${byId === viewerId ? CONDITIONS.mine : STANDS} and o.person_id = $3::bigint`
    : CONDITIONS[list]
  const found = await keysetPage<Row>(
    ctx.db,
    page,
    'o.id',
    [viewerId, kind ?? null, byId ?? null, locality ?? null, language ?? null, circleId ?? null],
    (
      within,
    ) => `${OFFERS} and ${condition} and ($2::text is null or o.kind = $2) and ($3::bigint is null or o.person_id = $3)
      and ($4::text is null or lower(o.locality) = lower($4)) and ($5::text is null or o.language = $5)
      and ($6::bigint is null or o.person_id in (select m.person_id from circle_members m
        join circles c on c.id = m.circle_id and c.person_id = $1 where m.circle_id = $6)) and ${within}`,
  )
  return render(ctx, viewerId, found)
}

/** Hidden and missing are the same. */
export async function viewOffer(ctx: Context, viewerId: string, id: string): Promise<OfferEntity> {
  const [offer] = await render(ctx, viewerId, await rows<Row>(ctx.db, `${OFFERS} and o.id = $2`, [viewerId, id]))
  if (!offer) throw missing()
  return offer
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

function sidesOf({ giver, taker, at: chosen }: NonNullable<Row['went']>, gives: boolean) {
  const at = millisOf(chosen)
  return gives ? { mine: giver, theirs: taker, at } : { mine: taker, theirs: giver, at }
}

const millisOf = (at: string) => isoMillis(Temporal.Instant.from(at))

export type TakerEntity = {
  id: string
  account: Account
  word: string | null
  chosen: boolean
  /** What they had of the reader, or the reader of them, and did not come to, as the reader said; for the reader alone. */
  missed: Missed[]
  created_at: string
}

const BY_NAME = (t: string, p: string) =>
  `${t}.chosen_at is null, lower(coalesce(nullif(${p}.display_name, ''), ${p}.username)), ${p}.id`

/**
 * Who would like it, or would help, as whose it is sees them: whoever was chosen, then in the order of their names, because first come is
 * not first served. `maxId`: those after this person.
 */
export async function takersPage(
  ctx: Context,
  ownerId: string,
  offerId: string,
  { limit, maxId = null }: { limit: number; maxId?: string | null },
): Promise<TakerEntity[]> {
  const text = `select t.id, t.person_id, case when ${notReportedBy('$1', 'taker', 't.id')} then t.word end as word, t.chosen_at is not null as chosen, t.created_at, ${missedBetween('$1', 't.person_id')} as missed
    from takers t join offers o on o.id = t.offer_id and o.person_id = $1 join people p on p.id = t.person_id
    where t.offer_id = $2 and t.let_go_at is null and p.suspended_at is null and ${onTerms('$1', 'p.id')}
      and ($3::bigint is null or (${BY_NAME('t', 'p')}) > (
        select ${BY_NAME('at', 'ap')} from takers at join people ap on ap.id = at.person_id
        where at.offer_id = $2 and at.person_id = $3))
    order by ${BY_NAME('t', 'p')} limit $4`
  type Found = Omit<TakerEntity, 'account' | 'created_at'> & { person_id: string; created_at: Temporal.Instant }
  const found = await rows<Found>(ctx.db, text, [ownerId, offerId, maxId, limit])
  const byId = await accountsById(
    ctx,
    ownerId,
    found.map((one) => one.person_id),
  )
  return found.flatMap(({ person_id: personId, created_at: at, missed, ...rest }) => {
    const account = byId.get(personId)
    const missedThen = missed.map((one) => ({ ...one, at: millisOf(one.at) }))
    return account ? [{ account, ...rest, missed: missedThen, created_at: isoMillis(at) }] : []
  })
}
