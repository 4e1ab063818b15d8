import { accountsById, type Account } from '#modules/people'
import { noBlockBetween } from '#modules/audience'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { MOST_STEPS, type Deed, type State } from '../model.ts'

/** A request as whoever asked sees it: on its way, come about, or not; never where it is. */
export type RequestEntity = {
  id: string
  state: State
  /** Null while they are not here. */
  target: Account | null
  /** Whom one asked; null once they left. */
  via: Account | null
  note: string
  /** Whether one took it back oneself. */
  withdrawn: boolean
  /** Once they met. */
  introduction_id: string | null
  created_at: string
  expires_at: string
}

type RequestRow = {
  id: string
  state: State
  target_id: string
  via_id: string | null
  note: string
  withdrawn: boolean
  introduction_id: string | null
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
}

/**
 * As SQL, of the request `r` at the time `now`: what may be known of its state. Whoever shuts out whom they asked for, or asked for
 * somebody who is not here any more, has nothing on its way; that the other one shut them out shows in nothing.
 */
export const stateOf = (now: string) => `case
  when exists (select from request_steps s join introductions i on i.id = s.introduction_id
    where s.request_id = r.id and i.state = 'met') then 'met'
  when r.state = 'open' and r.expires_at > ${now}::timestamptz
    and not exists (select from blocks b where b.blocker_id = r.seeker_id and b.blocked_id = r.target_id)
    and not exists (select from people p where p.id = r.target_id and p.suspended_at is not null) then 'open'
  else 'ended' end`

const REQUESTS = `
  select r.id, r.target_id, first.holder_id as via_id, r.note, r.withdrawn, r.created_at, r.expires_at, ${stateOf('$2')} as state,
    (select i.id from request_steps s join introductions i on i.id = s.introduction_id and i.state = 'met'
      where s.request_id = r.id) as introduction_id
  from introduction_requests r
  left join request_steps first on first.request_id = r.id and first.depth = 1
  where r.seeker_id = $1`

/** What one asked for, newest first. */
export async function requestsPage(ctx: Context, viewerId: string, page: Keyset): Promise<RequestEntity[]> {
  const values = [viewerId, ctx.now().toString()]
  const found = await keysetPage<RequestRow>(ctx.db, page, 'r.id', values, (within) => `${REQUESTS} and ${within}`)
  return renderRequests(ctx, viewerId, found)
}

/** Missing to anybody but whoever asked. */
export async function viewRequest(ctx: Context, viewerId: string, id: string): Promise<RequestEntity> {
  const found = await rows<RequestRow>(ctx.db, `${REQUESTS} and r.id = $3`, [viewerId, ctx.now().toString(), id])
  const [request] = await renderRequests(ctx, viewerId, found)
  if (!request) throw missing()
  return request
}

async function renderRequests(ctx: Context, viewerId: string, found: RequestRow[]): Promise<RequestEntity[]> {
  const accounts = await accountsById(
    ctx,
    viewerId,
    found.flatMap((row) => [row.target_id, row.via_id]),
  )
  return found.map((row) => {
    const target = accounts.get(row.target_id) ?? null
    const via = (row.via_id && accounts.get(row.via_id)) || null
    const { id, state, note, withdrawn, introduction_id } = row
    return { id, state, target, via, note, withdrawn, introduction_id, ...timesOf(row) }
  })
}

/** A request in the hands of one who may hand it on: they see the one before, the one after, the target and the words. */
export type StepEntity = {
  id: string
  from: Account
  /** Whether the one before is who asks; else that stays hidden. */
  from_seeker: boolean
  target: Account
  note: string
  word: string | null
  deed: Deed | null
  passed_to: Account | null
  /** Whether they may propose the introduction themselves. */
  knows_target: boolean
  /** Whether it may go on to somebody else. */
  may_go_on: boolean
  created_at: string
  expires_at: string
}

type StepRow = {
  id: string
  from_id: string
  depth: number
  target_id: string
  note: string
  word: string | null
  deed: Deed | null
  passed_to_id: string | null
  knows_target: boolean
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
}

// Whoever has done something with it keeps seeing what they did, and nothing of what came of it. What is between them and an asker
// they do not know shows in nothing: else a block would tell whether that is who asks.
const STEPS = `
  select s.id, s.from_id, s.depth, r.target_id, r.note, s.word, s.deed, s.created_at, r.expires_at,
    case when s.deed = 'passed' then next.holder_id end as passed_to_id,
    t.introduced_by = 'following'
      and exists (select from follows f where f.follower_id = $1 and f.followee_id = t.id)
      and exists (select from follows f where f.follower_id = t.id and f.followee_id = $1) as knows_target
  from request_steps s
  join introduction_requests r on r.id = s.request_id
  join people t on t.id = r.target_id and t.suspended_at is null
  join people seeker on seeker.id = r.seeker_id and seeker.suspended_at is null
  left join request_steps next on next.request_id = r.id and next.depth = s.depth + 1
  where s.holder_id = $1 and s.arrived
    and ${noBlockBetween('$1', 't.id')} and ${noBlockBetween('$1', 's.from_id')}
    and (s.deed is not null or (${stateOf('$2')} = 'open'))`

const WAITING = `and s.deed is null`

/** What was handed to one, newest first; `waiting`: only what one has done nothing with yet. */
export async function stepsPage(ctx: Context, viewerId: string, page: Keyset, waiting = false): Promise<StepEntity[]> {
  const found = await keysetPage<StepRow>(
    ctx.db,
    page,
    's.id',
    [viewerId, ctx.now().toString()],
    (within) => `${STEPS} ${waiting ? WAITING : ''} and ${within}`,
  )
  return renderSteps(ctx, viewerId, found)
}

/** Missing to anybody but whom it was handed to. */
export async function viewStep(ctx: Context, viewerId: string, id: string): Promise<StepEntity> {
  const found = await rows<StepRow>(ctx.db, `${STEPS} and s.id = $3`, [viewerId, ctx.now().toString(), id])
  const [step] = await renderSteps(ctx, viewerId, found)
  if (!step) throw missing()
  return step
}

async function renderSteps(ctx: Context, viewerId: string, found: StepRow[]): Promise<StepEntity[]> {
  const accounts = await accountsById(
    ctx,
    viewerId,
    found.flatMap((row) => [row.from_id, row.target_id, row.passed_to_id]),
  )
  return found.flatMap((row) => {
    const from = accounts.get(row.from_id)
    const target = accounts.get(row.target_id)
    if (!from || !target) return []
    return {
      id: row.id,
      from,
      from_seeker: row.depth === 1,
      target,
      note: row.note,
      word: row.word,
      deed: row.deed,
      passed_to: (row.passed_to_id && accounts.get(row.passed_to_id)) || null,
      knows_target: row.knows_target,
      may_go_on: row.depth < MOST_STEPS,
      ...timesOf(row),
    }
  })
}

function timesOf(row: { created_at: Temporal.Instant; expires_at: Temporal.Instant }) {
  return { created_at: isoMillis(row.created_at), expires_at: isoMillis(row.expires_at) }
}
