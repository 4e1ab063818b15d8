import { attachmentEntity } from '#modules/media'
import { accountsById, type Account } from '#modules/people'
import { notMutedBy } from '#modules/audience'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { renderText } from '#platform/text'
import { likeness } from '../model/alike.ts'
import type { Deed, Reach } from '../model/asking.ts'
import type { Ground } from '../model/evidence.ts'
import { IS_OVER } from './lookups.ts'
import { askerHiddenFrom, askVisibleTo } from './visible.ts'

/** Why somebody was asked: what they are known for, or that they greet newcomers and see to what nobody answered. */
export type Reason = Ground | { kind: 'greeter' | 'newcomer' }

export type NudgeEntity = {
  id: string
  /** Who passed it on; null where Kith thought of them. */
  from: Account | null
  word: string | null
  reason: Reason | null
  deed: Deed | null
  /** Whether it may be handed on. */
  passable: boolean
  created_at: string
}

export type AskEntity = {
  id: string
  question: string
  details: string
  language: string | null
  /** Null where whoever asks is not named beyond their own people. */
  account: Account | null
  mine: boolean
  pictures: object[]
  deadline: string | null
  /** The public status that it is as well. */
  status_id: string | null
  outcome: string | null
  /** Whoever asked has what was wanted, or wants no further answers. */
  closed: boolean
  answered: boolean
  helped: boolean
  /** Told to whoever asked. */
  reach: Reach | null
  named: boolean | null
  /** How it came to the reader, if it was drawn to their attention. */
  nudge: NudgeEntity | null
  created_at: string
}

type NudgeRow = {
  id: string
  from_id: string | null
  word: string | null
  reason: Reason | null
  deed: Deed | null
  at: string
}

type Row = {
  id: string
  person_id: string
  hidden: boolean
  question: string
  details: string
  language: string | null
  attachments: never[]
  deadline: Temporal.Instant | null
  status_id: string | null
  outcome: string | null
  closed: boolean
  answered: boolean
  helped: boolean
  reach: Reach
  named: boolean
  nudge: NudgeRow | null
  created_at: Temporal.Instant
}

const asksWith = (more = '') => `
  select a.id, a.person_id, ${askerHiddenFrom('$1')} as hidden, a.question, a.details, a.language,
    coalesce((select s.attachments from statuses s where s.id = a.status_id), a.attachments) as attachments,
    a.deadline, a.status_id, a.outcome, a.closed_at is not null as closed, a.reach, a.named, a.created_at,
    exists (select from answers n where n.ask_id = a.id and n.kind = 'answer') as answered,
    exists (select from answers n where n.ask_id = a.id and n.helped_at is not null) as helped,
    (select json_build_object('id', n.id::text, 'from_id', n.from_id::text, 'word', n.word, 'reason', n.reason,
       'deed', n.deed, 'at', n.created_at) from nudges n where n.ask_id = a.id and n.person_id = $1) as nudge${more}
  from asks a
  where ${askVisibleTo('$1')}`
const ASKS = asksWith()

export const LISTS = ['all', 'mine', 'near', 'waiting'] as const
export type List = (typeof LISTS)[number]

const SHOWN = `(${notMutedBy('$1', 'a.person_id')} or ${askerHiddenFrom('$1')})`
const CONDITIONS: Record<List, string> = {
  all: SHOWN,
  mine: 'a.person_id = $1',
  // Of my people, and what was brought to me.
  near: `${SHOWN} and (a.person_id = $1 or exists (select from follows nf where nf.follower_id = $1 and nf.followee_id = a.person_id and not ${askerHiddenFrom('$1')})
    or exists (select from nudges nn where nn.ask_id = a.id and nn.person_id = $1))`,
  waiting: `${SHOWN} and not ${IS_OVER} and a.person_id <> $1
    and exists (select from nudges nn where nn.ask_id = a.id and nn.person_id = $1 and nn.deed is null)`,
}

/** Hidden and missing are the same. */
export async function viewAsk(ctx: Context, viewerId: string | null, id: string): Promise<AskEntity> {
  const [ask] = await render(ctx, viewerId, await rows<Row>(ctx.db, `${ASKS} and a.id = $2`, [viewerId, id]))
  if (!ask) throw missing()
  return ask
}

// Any of the words will do; which of them tell something is for the model to say.
const WORDS = `(to_tsvector('german', plain(a.question || ' ' || a.details)) || to_tsvector('english', plain(a.question || ' ' || a.details)))`
// A place is one that the question names. Whose it is shows in a circle only where the reader knows who asks.
const NARROWED = `($2::text is null
    or ${WORDS} @@ (phraseto_tsquery('german', plain($2)) || phraseto_tsquery('english', plain($2))))
  and ($3::text is null or a.language = $3)
  and ($4::bigint is null or not ${askerHiddenFrom('$1')} and a.person_id in (select m.person_id from circle_members m
    join circles c on c.id = m.circle_id and c.person_id = $1 where m.circle_id = $4))`

/** `open`: only those of which somebody may still be asked, or only the rest. */
export type Filter = { list?: List; open?: boolean; locality?: string; language?: string; circleId?: string }

/** Asks that the viewer may see, newest first. */
export async function asksPage(
  ctx: Context,
  viewerId: string,
  page: Keyset,
  { list = 'all', open, locality, language, circleId }: Filter = {},
): Promise<AskEntity[]> {
  const values = [viewerId, locality ?? null, language ?? null, circleId ?? null]
  const stands = open === undefined ? 'true' : open ? `not ${IS_OVER}` : IS_OVER
  const build = (within: string) => `${ASKS} and ${CONDITIONS[list]} and ${stands} and ${NARROWED} and ${within}`
  return render(ctx, viewerId, await keysetPage<Row>(ctx.db, page, 'a.id', values, build))
}

const SHARES_A_WORD = `
  with wanted as (
    select to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) as words
    from unnest(to_tsvector('german', plain($2)) || to_tsvector('english', plain($2))))
  select sharing.* from wanted, lateral (
    ${asksWith(`, ts_rank_cd(${WORDS}, wanted.words) as rank`)} and ${WORDS} @@ wanted.words and ${SHOWN}
    order by rank desc, a.id desc limit 60) sharing
  where wanted.words is not null`

/** From here on two questions are the same one in other words. */
const LIKE_ENOUGH = 0.5

/** What was asked already in like words, the likest first. */
export async function similarAsks(ctx: Context, viewerId: string, words: string, limit: number): Promise<AskEntity[]> {
  const sharing = await rows<Row>(ctx.db, SHARES_A_WORD, [viewerId, words])
  const alike = sharing
    .map((row) => ({ row, by: likeness(words, `${row.question} ${row.details}`) }))
    .filter(({ by }) => by >= LIKE_ENOUGH)
    .sort((a, b) => b.by - a.by)
    .slice(0, limit)
  return render(
    ctx,
    viewerId,
    alike.map(({ row }) => row),
  )
}

async function render(ctx: Context, viewerId: string | null, found: Row[]): Promise<AskEntity[]> {
  const ids = found.flatMap((row) => [
    ...(row.hidden ? [] : [row.person_id]),
    ...(row.nudge?.from_id ? [row.nudge.from_id] : []),
  ])
  const byId = await accountsById(ctx, viewerId, ids)
  return found.map((row) => {
    const mine = row.person_id === viewerId
    return {
      id: row.id,
      question: row.question,
      details: renderText(row.details),
      language: row.language,
      account: row.hidden ? null : (byId.get(row.person_id) ?? null),
      mine,
      pictures: row.attachments.map((stored) => attachmentEntity(ctx.config.origin, stored)),
      deadline: row.deadline && isoMillis(row.deadline),
      status_id: row.status_id,
      outcome: row.outcome,
      closed: row.closed,
      answered: row.answered,
      helped: row.helped,
      reach: mine ? row.reach : null,
      named: mine ? row.named : null,
      nudge: row.nudge && renderNudge(row, row.nudge, byId),
      created_at: isoMillis(row.created_at),
    }
  })
}

function renderNudge({ reach, closed, helped }: Row, nudge: NudgeRow, accounts: Map<string, Account>): NudgeEntity {
  const { id, from_id: fromId, word, reason, deed, at } = nudge
  const from = (fromId && accounts.get(fromId)) || null
  const passable = reach !== 'circles' && !closed && !helped
  return { id, from, word, reason, deed, passable, created_at: isoMillis(Temporal.Instant.from(at)) }
}
