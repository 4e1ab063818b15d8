import { notMutedBy } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import { conversationThread } from '#modules/statuses'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { seenBy, STATES, type Answer, type Introduction, type Seen, type State } from './model.ts'

/** An introduction in Kith's API, as its reader sees it. */
export type IntroductionEntity = {
  id: string
  state: State
  introducer: Account
  /** The party who asked to be introduced, and whose words the note is; null where the introducer had the idea. */
  seeker_id: string | null
  parties: { account: Account; answer: Answer | null }[]
  note: string
  word: string | null
  meeting: string | null
  /** Whether it was good to meet: the reader's own word, once they may say it. */
  good: boolean | null
  may_say_good: boolean
  both_glad: boolean
  conversation_id: string | null
  created_at: string
  expires_at: string
}

export const FILTERS = ['waiting', ...STATES] as const
export type Filter = (typeof FILTERS)[number]

/** What `state` says to the eye: a lapsed one is open, and what is past its time has ended, tidied up or not. */
const OPEN = `i.state in ('open', 'lapsed') and i.expires_at > $3`
const CONDITIONS: Record<Filter, string> = {
  open: OPEN,
  met: `i.state = 'met'`,
  ended: `(i.state = 'ended' or i.state in ('open', 'lapsed') and i.expires_at <= $3)`,
  waiting: `${OPEN} and exists (
    select from introduction_parties p where p.introduction_id = i.id and p.person_id = $1 and p.answer is null)`,
}

type Row = {
  id: string
  introducer_id: string
  seeker_id: string | null
  note: string
  meeting: string | null
  both_liked: boolean
  met_at: Temporal.Instant | null
  state: Introduction['state']
  thread_id: string | null
  conversation_id: string | null
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
  parties: Introduction['parties']
}

const COLUMNS = `i.id, i.introducer_id, i.seeker_id, i.note, i.meeting, i.both_liked, i.met_at, i.state, i.thread_id, i.created_at, i.expires_at,
  (select json_agg(json_build_object('personId', p.person_id::text, 'word', p.word, 'answer', p.answer, 'good', p.good) order by p.position)
   from introduction_parties p where p.introduction_id = i.id) as parties,
  (select c.id from conversations c
   where c.person_id = $1 and c.thread_id = i.thread_id and c.left_at is null) as conversation_id`

/** Nothing of a suspended person is seen, nor what they have a part in. */
const NOBODY_SUSPENDED = `not exists (
  select from people sp where sp.id in (i.introducer_id, i.low_id, i.high_id) and sp.suspended_at is not null)`

// Nobody need answer to somebody they block or mute, or beside them, nor see it.
const WANTED = `(i.introducer_id = $1 or i.state = 'met'
  or exists (select from introduction_parties q where q.introduction_id = i.id and q.person_id = $1 and q.answer is not null)
  or not exists (select from people q where q.id in (i.introducer_id, i.low_id, i.high_id) and ${shutOutBy('$1', 'q.id')}))`

const CONCERNED = `(i.introducer_id = $1 or i.low_id = $1 or i.high_id = $1)
  and (i.seeker_id is null or i.state = 'met' or $1 not in (i.introducer_id, i.seeker_id))
  and ${NOBODY_SUSPENDED} and ${WANTED}`

/** Whether one wants nothing of the other just now. */
function shutOutBy(one: string, other: string): string {
  return `(exists (select from blocks b where b.blocker_id = ${one} and b.blocked_id = ${other}) or not ${notMutedBy(one, other)})`
}

/** The viewer's introductions, be it as introducer or as party, newest first; of a conversation of theirs the one it is about. */
export async function introductionsPage(
  ctx: Context,
  viewerId: string,
  page: Keyset,
  { state, conversationId }: { state?: Filter; conversationId?: string } = {},
) {
  const condition = state ? CONDITIONS[state] : 'true'
  const values = [viewerId, conversationId ?? null, ...(condition.includes('$3') ? [ctx.now().toString()] : [])]
  const found = await keysetPage<Row>(ctx.db, page, 'i.id', values, (within) => {
    return `select ${COLUMNS} from introductions i where ${CONCERNED} and ${condition}
      and ($2::bigint is null or i.thread_id = ${conversationThread('$2', '$1')}) and ${within}`
  })
  return render(ctx, viewerId, found)
}

/** Missing to anybody but its three. */
export async function viewIntroduction(ctx: Context, viewerId: string, id: string): Promise<IntroductionEntity> {
  const found = await rows<Row>(ctx.db, `select ${COLUMNS} from introductions i where ${CONCERNED} and i.id = $2`, [
    viewerId,
    id,
  ])
  const [introduction] = await render(ctx, viewerId, found)
  if (!introduction) throw missing()
  return introduction
}

/** Accounts are shown as to somebody signed out: what a person shows publicly, whoever blocks whom. */
async function render(ctx: Context, viewerId: string, found: Row[]): Promise<IntroductionEntity[]> {
  const now = ctx.now()
  const seen = found.flatMap((row) => {
    const introduction = seenBy(introductionOf(row), viewerId, now)
    return introduction ? [{ introduction, conversationId: row.conversation_id }] : []
  })
  const ids = seen.flatMap(({ introduction }) => [
    introduction.introducerId,
    ...introduction.parties.map((p) => p.personId),
  ])
  const byId = await accountsById(ctx, null, ids)
  return seen.map(({ introduction, conversationId }) => entityOf(introduction, conversationId, byId))
}

function introductionOf(row: Row): Introduction {
  const { id, note, meeting, state, parties } = row
  return {
    id,
    introducerId: row.introducer_id,
    seekerId: row.seeker_id,
    parties,
    note,
    meeting,
    bothLiked: row.both_liked,
    state,
    threadId: row.thread_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    metAt: row.met_at,
  }
}

function entityOf(seen: Seen, conversationId: string | null, accounts: Map<string, Account>): IntroductionEntity {
  return {
    id: seen.id,
    state: seen.state,
    introducer: accounts.get(seen.introducerId)!,
    seeker_id: seen.seekerId,
    parties: seen.parties.map(({ personId, answer }) => ({ account: accounts.get(personId)!, answer })),
    note: seen.note,
    word: seen.word,
    meeting: seen.meeting,
    good: seen.good,
    may_say_good: seen.maySayGood,
    both_glad: seen.bothGlad,
    conversation_id: seen.threadId && conversationId,
    created_at: isoMillis(seen.createdAt),
    expires_at: isoMillis(seen.expiresAt),
  }
}

export type Picked = { id: string; mine: boolean; open_to_it: boolean }

/** Those of the ids who exist: whether they are the introducer's people, and whether they let the introducer propose them. */
export async function findPicked(db: Database, introducerId: string, ids: string[]): Promise<Picked[]> {
  return rows<Picked>(
    db,
    `select p.id,
       exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id) as mine,
       p.domain is null and p.introduced_by = 'following'
         and exists (select from follows f where f.follower_id = p.id and f.followee_id = $1)
         and not exists (select from blocks b where b.blocker_id = $1 and b.blocked_id = p.id)
         and not exists (select from blocks b where b.blocker_id = p.id and b.blocked_id = $1) as open_to_it
     from people p where p.id = any($2::bigint[]) and p.suspended_at is null`,
    [introducerId, ids],
  )
}

/** Whether the person sees it just now. */
export async function isConcerned(db: Database, personId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from introductions i where i.id = $2 and ${CONCERNED}`, [personId, id])).length > 0
}

export type Proposed = { pair: string[]; withdrawn: boolean }

/** The pairs of one's proposals whose time is not over: those that look open, and those one took back. */
export async function proposedPairs(db: Database, introducerId: string, now: Temporal.Instant): Promise<Proposed[]> {
  return rows<Proposed>(
    db,
    `select array[i.low_id, i.high_id]::text[] as pair, i.state = 'ended' as withdrawn from introductions i
     where i.introducer_id = $1 and i.seeker_id is null and i.state <> 'met' and i.expires_at > $2 and ${NOBODY_SUSPENDED}`,
    [introducerId, now.toString()],
  )
}

/** Those of the two who want nothing of the other: by a block, by a mute, or because they said never. */
export async function ruledOutBy(db: Database, one: string, other: string): Promise<{ id: string; never: boolean }[]> {
  return rows<{ id: string; never: boolean }>(
    db,
    `select t.id, false as never from (values ($1::bigint, $2::bigint), ($2, $1)) t(id, other) where ${shutOutBy('t.id', 't.other')}
     union all
     select said_by_id, true from never_pairs where low_id = least($1::bigint, $2::bigint) and high_id = greatest($1::bigint, $2::bigint)`,
    [one, other],
  )
}

/** The two of an introduction of which the person is one; null for anybody else. */
export async function findOther(db: Database, personId: string, id: string) {
  const [row] = await rows<{ introducer_id: string; other_id: string }>(
    db,
    `select i.introducer_id, case when i.low_id = $1 then i.high_id else i.low_id end as other_id
     from introductions i where i.id = $2 and ${CONCERNED}`,
    [personId, id],
  )
  return row && { introducerId: row.introducer_id, otherId: row.other_id }
}

export async function findHandles(db: Database, ids: string[]): Promise<string[]> {
  const found = await rows<{ username: string }>(
    db,
    'select p.username from people p where p.id = any($1::bigint[]) order by array_position($1::bigint[], p.id)',
    [ids],
  )
  return found.map((row) => row.username)
}

export async function findDue(db: Database, now: Temporal.Instant, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select i.id from introductions i where i.state in ('open', 'lapsed') and i.expires_at <= $1
     order by i.expires_at, i.id limit $2`,
    [now.toString(), limit],
  )
  return found.map((row) => row.id)
}

/** Those who met long enough ago and were not asked yet. */
export async function findUnasked(db: Database, metBefore: Temporal.Instant, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select i.id from introductions i where i.state = 'met' and not i.asked_after and i.met_at <= $1
     order by i.met_at, i.id limit $2`,
    [metBefore.toString(), limit],
  )
  return found.map((row) => row.id)
}
