import { notMutedBy } from '#modules/audience'
import { accountsById, viewAccounts, type Account } from '#modules/people'
import { stateAt, type Answer, type State } from '#modules/introductions'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { tokenHash } from '#platform/secrets'
import { isOutcomeDue, seenBy, type GuestIntroduction } from './model.ts'

/** An introduction to somebody with only e-mail, as the introducer or the person here sees it. */
export type GuestIntroductionEntity = {
  id: string
  state: State
  introducer: Account
  person: Account
  /** The address is told to the person alone, once both said yes. */
  guest: { name: string; email: string | null }
  answer: Answer | null
  guest_answer: Answer | null
  note: string
  word: string | null
  meeting: string | null
  /** Whether it was good to meet: the person's own word. */
  good: boolean | null
  may_say_good: boolean
  /** Told to the introducer alone. */
  both_glad: boolean
  /** Told to the introducer alone: the mail did not arrive. */
  undelivered: boolean
  created_at: string
  expires_at: string
}

type Row = {
  id: string
  introducer_id: string
  person_id: string
  guest_id: string
  guest_name: string
  address: Buffer | null
  note: string
  word: string | null
  guest_word: string | null
  meeting: string | null
  answer: Answer | null
  guest_answer: Answer | null
  good: boolean | null
  guest_good: boolean | null
  met_at: Temporal.Instant | null
  state: GuestIntroduction['state']
  undelivered: boolean
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
}

const COLUMNS = `g.id, g.introducer_id, g.person_id, g.guest_id, g.guest_name, who.address, g.note, g.word, g.guest_word, g.meeting,
  g.answer, g.guest_answer, g.good, g.guest_good, g.met_at, g.state, g.undelivered, g.created_at, g.expires_at`
const FOUND = `select ${COLUMNS} from guest_introductions g join guests who on who.id = g.guest_id`
// Nothing of a suspended person is seen, nor what they have a part in.
const THERE = `not exists (
  select from people sp where sp.id in (g.introducer_id, g.person_id) and sp.suspended_at is not null)`
// Nor need anybody see what somebody they mute proposes, until they answered it.
const MINE = `(g.introducer_id = $1
  or g.person_id = $1 and (g.answer is not null or g.state = 'met' or ${notMutedBy('$1', 'g.introducer_id')})) and ${THERE}`
// Nobody need answer beside somebody they block.
const WAITING = `${MINE} and g.person_id = $1 and g.answer is null and g.state in ('open', 'lapsed') and g.expires_at > $2
  and not exists (select from blocks b where b.blocker_id = $1 and b.blocked_id = g.introducer_id)`

export type Filter = { waiting?: boolean }

/** Those one proposed or has a part in, newest first. */
export async function guestIntroductionsPage(ctx: Context, viewerId: string, page: Keyset, { waiting }: Filter = {}) {
  const values = waiting ? [viewerId, ctx.now().toString()] : [viewerId]
  const found = await keysetPage<Row>(
    ctx.db,
    page,
    'g.id',
    values,
    (within) => `${FOUND} where ${waiting ? WAITING : MINE} and ${within}`,
  )
  return render(ctx, viewerId, found)
}

/** Missing to anybody but the two here. */
export async function viewGuestIntroduction(ctx: Context, viewerId: string, id: string) {
  const found = await rows<Row>(ctx.db, `${FOUND} where ${MINE} and g.id = $2`, [viewerId, id])
  const [introduction] = await render(ctx, viewerId, found)
  if (!introduction) throw missing()
  return introduction
}

async function render(ctx: Context, viewerId: string, found: Row[]): Promise<GuestIntroductionEntity[]> {
  const ids = found.flatMap((row) => [row.introducer_id, row.person_id])
  const byId = await accountsById(ctx, null, ids)
  return found.flatMap((row) => {
    const seen = seenBy(introductionOf(row), viewerId, ctx.now())
    const introducer = byId.get(row.introducer_id)
    const person = byId.get(row.person_id)
    if (!seen || !introducer || !person) return []
    const { state, answer, guestAnswer, word, addressShown, undelivered, good } = seen
    const email = addressShown && row.address ? ctx.secrets.decrypt(row.address) : null
    return {
      id: row.id,
      state,
      introducer,
      person,
      guest: { name: row.guest_name, email },
      answer,
      guest_answer: guestAnswer,
      note: row.note,
      word,
      meeting: row.meeting,
      good,
      may_say_good: seen.maySayGood,
      both_glad: seen.bothGlad,
      undelivered,
      created_at: isoMillis(row.created_at),
      expires_at: isoMillis(row.expires_at),
    }
  })
}

/** What the guest sees who comes by the link of their mail. */
export type GuestPage = {
  state: State
  introducer: Account
  person: Account
  name: string
  note: string
  word: string | null
  meeting: string | null
  answer: Answer | null
  /** Whether it was good to meet: their own word, once they may say. */
  good: boolean | null
  may_say_good: boolean
  locale: string
  stopped: boolean
  /** Whether they may be written to again. */
  welcome: boolean
  /** Whether they told those who look after the place that it is not right. */
  reported: boolean
}

/** Missing where the link is none of ours, or one of the two is gone. */
export async function viewGuestPage(ctx: Context, token: string): Promise<GuestPage> {
  const [row] = await rows<Row & Pick<GuestPage, 'locale' | 'stopped' | 'welcome' | 'reported'>>(
    ctx.db,
    `select ${COLUMNS}, l.locale, who.stopped_at is not null as stopped, who.mailed_at is null as welcome,
       exists (select from reports r where r.by_guest and r.about_ids = array[g.id]) as reported
     from guest_links l join guest_introductions g on g.id = l.introduction_id join guests who on who.id = g.guest_id
     where l.token_hash = $1`,
    [tokenHash(token)],
  )
  const accounts = row ? await viewAccounts(ctx, null, [row.introducer_id, row.person_id]) : []
  const find = (id: string | undefined) => accounts.find((account) => account.id === id)
  const introducer = find(row?.introducer_id)
  const person = find(row?.person_id)
  if (!row || !introducer || !person) throw missing()
  const { guest_name: name, note, guest_word: word, meeting, guest_answer: answer, locale } = row
  return {
    state: stateAt(introductionOf(row), ctx.now()),
    introducer,
    person,
    name,
    note,
    word,
    meeting,
    answer,
    good: row.guest_good,
    may_say_good: isOutcomeDue(introductionOf(row), ctx.now()),
    locale,
    stopped: row.stopped,
    welcome: row.welcome,
    reported: row.reported,
  }
}

export type Link = { guestId: string; introductionId: string | null; locale: string; stopped: boolean }

/** What a link of a mail leads to. The introduction may be gone. */
export async function findLink(db: Database, token: string): Promise<Link> {
  const text = `select l.guest_id as "guestId", l.introduction_id as "introductionId", l.locale,
      who.stopped_at is not null as stopped
    from guest_links l join guests who on who.id = l.guest_id where l.token_hash = $1`
  const [link] = await rows<Link>(db, text, [tokenHash(token)])
  if (!link) throw missing()
  return link
}

/** The person's no to the same guest by the same introducer, while that could still have come about. */
export async function standingNo(
  db: Database,
  { introducerId, personId, guestId }: Pick<GuestIntroduction, 'introducerId' | 'personId' | 'guestId'>,
  now: Temporal.Instant,
): Promise<'no' | null> {
  const text = `select from guest_introductions g where g.introducer_id = $1 and g.person_id = $2 and g.guest_id = $3
    and g.answer = 'no' and g.expires_at > $4 limit 1`
  return (await rows(db, text, [introducerId, personId, guestId, now.toString()])).length > 0 ? 'no' : null
}

/** The guests of whom somebody has a part in an introduction. */
export async function findGuestsOf(db: Database, personId: string): Promise<string[]> {
  const text = 'select distinct guest_id as id from guest_introductions where introducer_id = $1 or person_id = $1'
  return (await rows<{ id: string }>(db, text, [personId])).map(({ id }) => id)
}

/** Whether both who are here are to be seen just now. */
export async function isThere(db: Database, id: string): Promise<boolean> {
  return (await rows(db, `select from guest_introductions g where g.id = $1 and ${THERE}`, [id])).length > 0
}

/** Whether one of the two here sees it. */
export async function isSeen(db: Database, viewerId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from guest_introductions g where g.id = $2 and ${MINE}`, [viewerId, id])).length > 0
}

/** Where its mail still goes; null where that is over. */
export async function addressToMail(db: Database, id: string, now: Temporal.Instant): Promise<Buffer | null> {
  const text = `select who.address from guest_introductions g join guests who on who.id = g.guest_id
    where g.id = $1 and g.state = 'open' and g.expires_at > $2 and who.stopped_at is null and ${THERE}
      and not exists (select from reports r where r.about = 'guest_introduction' and r.about_ids @> array[g.id])`
  return (await rows<{ address: Buffer | null }>(db, text, [id, now.toString()]))[0]?.address ?? null
}

export async function countOpen(db: Database, introducerId: string, now: Temporal.Instant): Promise<number> {
  const text = `select count(*)::int as count from guest_introductions g
    where g.introducer_id = $1 and g.state in ('open', 'lapsed') and g.expires_at > $2 and ${THERE}`
  const [row] = await rows<{ count: number }>(db, text, [introducerId, now.toString()])
  return row!.count
}

/** How many of somebody's mails since then did not arrive. */
export async function countUndelivered(db: Database, introducerId: string, since: Temporal.Instant): Promise<number> {
  const text = `select count(*)::int as count from guest_introductions g
    where g.introducer_id = $1 and g.undelivered and g.created_at > $2`
  return (await rows<{ count: number }>(db, text, [introducerId, since.toString()]))[0]!.count
}

export async function findDue(db: Database, now: Temporal.Instant, limit: number): Promise<string[]> {
  const text = `select id from guest_introductions where state in ('open', 'lapsed') and expires_at <= $1
    order by expires_at, id limit $2`
  return (await rows<{ id: string }>(db, text, [now.toString(), limit])).map(({ id }) => id)
}

/** Those who met before then and whose person was not asked how it was. */
export async function findUnasked(db: Database, before: Temporal.Instant, limit: number): Promise<string[]> {
  const text = `select id from guest_introductions where state = 'met' and not asked_after and met_at <= $1
    order by met_at, id limit $2`
  return (await rows<{ id: string }>(db, text, [before.toString(), limit])).map(({ id }) => id)
}

function introductionOf(row: Row): GuestIntroduction {
  return {
    id: row.id,
    introducerId: row.introducer_id,
    personId: row.person_id,
    guestId: row.guest_id,
    guestName: row.guest_name,
    note: row.note,
    word: row.word,
    guestWord: row.guest_word,
    meeting: row.meeting,
    answer: row.answer,
    guestAnswer: row.guest_answer,
    good: row.good,
    guestGood: row.guest_good,
    metAt: row.met_at,
    state: row.state,
    undelivered: row.undelivered,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
