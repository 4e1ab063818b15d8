import { attach } from '#modules/media'
import { isOwnCircle } from '#modules/circles'
import { tell, tellWatchers } from '#modules/notices'
import { countStatus } from '#modules/people'
import { distribute } from '#modules/timelines'
import type { Context } from '#platform/context'
import { transaction, type Database, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { isOpen, LIMITS, type StoredMention, type Visibility } from '../model.ts'
import { count, insertStatus, keepKey, saveAttachments, takeKey, touchConversations, type Inserted } from '../store.ts'
import { findSeen, stillThere, type Answered } from '../views/lookups.ts'
import { compose } from './write.ts'

export type Saying = {
  personId: string
  text: string
  visibility: Visibility
  /** One's own circle, for a followers-only status that is for it alone. */
  circleId?: string | null
  spoilerText?: string
  sensitive?: boolean
  language?: string | null
  inReplyToId?: string | null
  mediaIds?: string[]
  applicationId?: string | null
  /** The same key again within an hour answers with the first status. */
  idempotencyKey?: string | null
  /** The module that says it as a part of something of its own. */
  by?: string
}

/** Says something; answers its id. Refuses what is empty, too long, or answers something the author may not see. */
export async function say(ctx: Context, saying: Saying): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const key = saying.idempotencyKey
    const known = key ? await takeKey(tx, saying.personId, key) : null
    if (known) return known
    const id = await sayIn(ctx, tx, saying)
    if (key) await keepKey(tx, saying.personId, key, id)
    return id
  })
}

async function sayIn(ctx: Context, tx: Tx, saying: Saying): Promise<string> {
  const { personId, visibility, mediaIds = [] } = saying
  const words = await compose(ctx, tx, saying.text, saying.spoilerText ?? '')
  if (words.text === '' && mediaIds.length === 0) throw refuse('invalid', 'statuses.empty')
  if (mediaIds.length > LIMITS.pictures)
    throw refuse('invalid', 'statuses.too_many_pictures', { most: LIMITS.pictures })
  const parent = saying.inReplyToId ? await findAnswered(tx, personId, saying.inReplyToId) : null
  const circleId = await circleOf(tx, saying, parent)
  const mentions = await addressed(tx, personId, visibility, words.mentions, parent)
  const inserted = await insertStatus(tx, {
    ...words,
    mentions,
    personId,
    visibility,
    circleId,
    sensitive: saying.sensitive || words.spoilerText !== '',
    language: saying.language ?? null,
    threadId: parent?.thread_id ?? null,
    inReplyToId: parent?.id ?? null,
    inReplyToPersonId: parent?.person_id ?? null,
    reblogOfId: null,
    applicationId: saying.applicationId ?? null,
  })
  if (mediaIds.length > 0) {
    await saveAttachments(tx, inserted.id, await attach(tx, { personId, mediaIds, statusId: inserted.id }))
  }
  await spread(ctx, tx, inserted, { ...saying, circleId }, mentions, parent)
  return inserted.id
}

/** What follows from something said, in the same transaction: counters, feeds, conversations, notices, watchers. */
async function spread(
  ctx: Context,
  tx: Tx,
  { id, threadId }: Inserted,
  { personId, visibility, circleId = null, by }: Saying,
  mentions: StoredMention[],
  parent: Answered | null,
) {
  if (isOpen(visibility)) await countStatus(tx, [personId], 1)
  if (parent && isOpen(visibility)) await count(tx, parent.id, 'replies_count', 1)
  await distribute(tx, {
    id,
    personId,
    visibility,
    isReply: parent !== null,
    inReplyToPersonId: parent?.person_id ?? null,
    reblogOfId: null,
    reblogOfPersonId: null,
    circleId,
  })
  for (const { id: mentionedId } of mentions)
    await tell(tx, { personId: mentionedId, kind: 'mention', fromId: personId, statusId: id })
  if (!parent && visibility !== 'direct') await tellWatchers(tx, { fromId: personId, statusId: id })
  if (visibility === 'direct') {
    const people = [personId, ...mentions.map((mention) => mention.id)]
    for (const row of await touchConversations(tx, id, threadId, personId, people)) {
      await announce(tx, { kind: 'conversation', id: row.id, person_id: row.person_id })
    }
  }
  await announce(tx, { kind: 'status.created', id })
  const inReplyToId = parent?.id ?? null
  await ctx.happen(tx, { kind: 'statuses.said', statusId: id, personId, inReplyToId, visibility, by: by ?? null })
}

/**
 * The circle it is for. A followers-only comment on something said to a circle is for that circle too: whoever answers sees
 * nothing but a followers-only status, and means those who see it as well.
 */
async function circleOf(tx: Database, saying: Saying, parent: Answered | null): Promise<string | null> {
  const { personId, visibility, circleId } = saying
  if (!circleId) return visibility === 'private' ? (parent?.circle_id ?? null) : null
  if (visibility !== 'private') throw refuse('invalid', 'statuses.circle_is_private')
  if (!(await isOwnCircle(tx, personId, circleId))) throw missing()
  return circleId
}

async function findAnswered(tx: Database, personId: string, id: string): Promise<Answered> {
  const parent = await findSeen(tx, personId, id)
  if (!parent || parent.reblog_of_id) throw missing()
  return parent
}

/**
 * Whom a status is addressed to. A comment is always addressed to the author of what it answers, named or not. A
 * mentioned-only one that names nobody goes to everybody still in the conversation; one that names somebody goes to
 * those alone, so that a word aside stays one.
 */
async function addressed(
  tx: Database,
  personId: string,
  visibility: Visibility,
  named: StoredMention[],
  parent: Answered | null,
) {
  const others = named.filter((mention) => mention.id !== personId)
  if (!parent) return others
  const author = { id: parent.person_id, username: parent.username, domain: parent.domain, url: parent.url }
  if (visibility !== 'direct') return unique([...others, author], personId)
  if (others.length > 0 || parent.visibility !== 'direct')
    return others.length > 0 ? others : unique([author], personId)
  const everybody = unique([author, ...parent.mentions], personId)
  const there = await stillThere(
    tx,
    parent.thread_id,
    everybody.map((mention) => mention.id),
  )
  return everybody.filter((mention) => there.has(mention.id))
}

function unique(mentions: StoredMention[], exceptId: string): StoredMention[] {
  const byId = new Map(mentions.map((mention) => [mention.id, mention]))
  byId.delete(exceptId)
  return [...byId.values()]
}
