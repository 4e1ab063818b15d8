import { ringStands, ringVisibleTo } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import { conversationThread } from '#modules/statuses'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { WAITING_AT_MOST } from '../model/rings.ts'

export const RING_STATES = ['open', 'met'] as const
export type RingState = (typeof RING_STATES)[number]
export const RING_LISTS = [...RING_STATES, 'waiting'] as const
type RingList = (typeof RING_LISTS)[number]

/** What is offered or needed, as a ring names it to those between whom it is handed over. */
export type Thing = { id: string; what: string; language: string | null }
/** Between the reader and a neighbour of theirs: what is offered, what it is needed for, and whether it changed hands, as one of the two says. */
export type HandOver = { account: Account; offer: Thing; need: Thing; handed: boolean }

export type RingEntity = {
  id: string
  state: RingState
  /** The reader's own; nobody else learns of it. */
  answer: 'yes' | null
  gives: HandOver
  gets: HandOver
  /** For the reader's answer, or for the first word between all while what they give or get is still to be handed over. */
  waits: boolean
  /** All, from the reader on; who is not beside them has no name until it came about. */
  way: (Account | null)[]
  conversation_id: string | null
  created_at: string
  expires_at: string
}

/** `handed`: what they give, to the next. */
type Step = { person_id: string; offer: Thing; need: Thing; handed: boolean }
type Row = {
  id: string
  state: RingState
  answer: 'yes' | null
  waits: boolean
  way: Step[]
  conversation_id: string | null
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
}

const THING = (o: string) => `json_build_object('id', ${o}.id::text, 'what', ${o}.what, 'language', ${o}.language)`

const WAITS = `case r.state when 'open' then me.answer is null
  else not exists (select from statuses ws where ws.id = r.thread_id) and exists (
    select from takers ww join ring_members wm on wm.ring_id = r.id and wm.person_id = ww.person_id
    where ww.offer_id in (me.offer_id, me.need_id) and ww.chosen_at is not null and ww.let_go_at is null
      and ww.giver_says is null and ww.taker_says is null) end`

/** What `w` gave in the ring, and neither of the two says that it did not come to it; once the two are chosen anew it is no more of the ring’s. */
const HANDED = `exists (select from takers g join ring_members gm on gm.ring_id = w.ring_id and gm.person_id = g.person_id
    join takers h on h.offer_id = gm.need_id and h.person_id = w.person_id and h.chosen_at = g.chosen_at
  where g.offer_id = w.offer_id and g.let_go_at is null and 'handed' in (g.giver_says, g.taker_says)
    and 'missed' is distinct from g.giver_says and 'missed' is distinct from g.taker_says)`

/** `$1` reads; the way round begins with them. */
const RINGS = `
  select r.id, r.state, r.created_at, r.expires_at, me.answer, ${WAITS} as waits,
    (select json_agg(json_build_object('person_id', w.person_id::text, 'offer', ${THING('wo')}, 'need', ${THING('wn')}, 'handed', ${HANDED})
        order by (w.place - me.place + 4) % 4)
      from ring_members w join offers wo on wo.id = w.offer_id join offers wn on wn.id = w.need_id where w.ring_id = r.id) as way,
    (select c.id from conversations c
      where c.person_id = $1 and c.thread_id = r.thread_id and c.left_at is null) as conversation_id
  from rings r join ring_members me on me.ring_id = r.id and me.person_id = $1
  where ${ringVisibleTo('$1', 'r')}`

/** The reader's rings, newest first; of a conversation of theirs the one it is about. */
export async function ringsPage(
  ctx: Context,
  viewerId: string,
  page: Keyset,
  { list, conversationId }: { list?: RingList; conversationId?: string } = {},
): Promise<RingEntity[]> {
  const build = (within: string) =>
    `${RINGS} and ($2::text is null or r.state = $2 or $2 = 'waiting' and ${WAITS})
     and ($3::bigint is null or r.thread_id = ${conversationThread('$3', '$1')}) and ${within}`
  const values = [viewerId, list ?? null, conversationId ?? null]
  return render(ctx, viewerId, await keysetPage<Row>(ctx.db, page, 'r.id', values, build))
}

/** Hidden and missing are the same. */
export async function viewRing(ctx: Context, viewerId: string, id: string): Promise<RingEntity> {
  const [ring] = await render(ctx, viewerId, await rows<Row>(ctx.db, `${RINGS} and r.id = $2`, [viewerId, id]))
  if (!ring) throw missing()
  return ring
}

async function render(ctx: Context, viewerId: string, found: Row[]): Promise<RingEntity[]> {
  const shown = found.map((row) => ({ ...row, names: namedIn(row) }))
  const byId = await accountsById(
    ctx,
    viewerId,
    shown.flatMap(({ names }) => names),
  )
  return shown.map(({ way, names, created_at: at, expires_at: end, ...ring }) => {
    const [me, next] = [way[0]!, way[1]!]
    const before = way.at(-1)!
    return {
      ...ring,
      gives: { account: byId.get(next.person_id)!, offer: me.offer, need: next.need, handed: me.handed },
      gets: { account: byId.get(before.person_id)!, offer: before.offer, need: me.need, handed: before.handed },
      way: names.map((id) => (id ? byId.get(id)! : null)),
      created_at: isoMillis(at),
      expires_at: isoMillis(end),
    }
  })
}

function namedIn({ state, way }: Row): (string | null)[] {
  return way.map(({ person_id: id }, at) => (state === 'met' || at <= 1 || at === way.length - 1 ? id : null))
}

export async function maySeeRing(db: Database, viewerId: string, id: string): Promise<boolean> {
  const text = `select from rings r where r.id = $2 and ${ringVisibleTo('$1', 'r')}`
  return (await rows(db, text, [viewerId, id])).length > 0
}

/** Those of the ids whose people could all say yes. */
export async function standing(db: Database, ids: string[]): Promise<Set<string>> {
  const text = `select r.id from rings r where r.id = any($1::bigint[]) and ${ringStands('r')}`
  return new Set((await rows<{ id: string }>(db, text, [ids])).map(({ id }) => id))
}

/**
 * How many rings wait for each of these people at most, but for those of the ids. Whether a ring stands is asked only where there may be too many,
 * and of each alone: asked of all in one, it is asked of every ring of the place.
 */
export async function countWaiting(db: Database, personIds: string[], but: string[]): Promise<Map<string, number>> {
  const text = `select w.member_id as id, count(*)::int as count
    from (select r.*, m.person_id as member_id, count(*) over (partition by m.person_id) as many
      from ring_members m join rings r on r.id = m.ring_id
      where m.person_id = any($1::bigint[]) and r.state = 'open' and r.expires_at > now() and r.id <> all($2::bigint[])) w
    where w.many < ${WAITING_AT_MOST} or (${ringStands('w')})
    group by w.member_id`
  const found = await rows<{ id: string; count: number }>(db, text, [personIds, but])
  return new Map(found.map(({ id, count }) => [id, count]))
}

/** The status that the conversation of all began with, if it stands, and how the others of it are called. */
export async function findConversation(
  db: Database,
  id: string,
  personId: string,
): Promise<{ threadId: string | null; handles: string[] }> {
  const text = `select (select s.id from statuses s where s.id = r.thread_id) as "threadId",
      array(select p.username from ring_members m join people p on p.id = m.person_id
        where m.ring_id = r.id and m.person_id <> $2 order by m.place) as handles
    from rings r where r.id = $1`
  return (await rows<{ threadId: string | null; handles: string[] }>(db, text, [id, personId]))[0]!
}
