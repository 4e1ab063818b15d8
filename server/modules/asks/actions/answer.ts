import { requirePickable } from '#modules/introductions'
import { tell } from '#modules/notices'
import { deleteStatus, say } from '#modules/statuses'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { isId } from '#platform/ids'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import { cleanAnswer } from '../model/asking.ts'
import { findAnswer, insertAnswer, removeAnswer, setHelped, type NewAnswer } from '../store/answers.ts'
import { lockAsk, type LockedAsk } from '../store/asks.ts'
import { setDeed } from '../store/nudges.ts'
import { askOfAnswer, isAskerHidden, maySeeAsk, speakersUnder } from '../views/lookups.ts'
import { lockOwn } from './ask.ts'

export type Answering = {
  text: string
  kind: 'answer' | 'comment'
  parentId?: string | null
  /** One of one's own people to whom one would introduce whoever asks. */
  offeredId?: string | null
  applicationId?: string | null
}

/**
 * Answers an ask that one may see, or comments on it or on something said to it. Where the ask is a public status what is said is a
 * reply to it. Whoever asked only comments.
 */
export async function answerAsk(ctx: Context, personId: string, askId: string, answering: Answering): Promise<void> {
  const text = cleanAnswer(answering.text)
  await transaction(ctx.db, async (tx) => {
    const asked = await lockAsk(tx, askId)
    if (!asked || !(await maySeeAsk(tx, personId, askId))) throw missing()
    const parent = answering.parentId ? await findAnswer(tx, answering.parentId) : undefined
    if (answering.parentId && parent?.askId !== askId) throw missing()
    const kind = parent || asked.personId === personId ? 'comment' : answering.kind
    if (kind === 'answer' && asked.closedAt) throw refuse('invalid', 'asks.closed')
    const offeredId = await offerable(tx, asked, personId, answering.offeredId)
    const inReplyToId = parent?.statusId ?? asked.statusId
    const { applicationId } = answering
    const saying = { personId, text, visibility: 'public', inReplyToId, applicationId, by: 'asks' } as const
    const statusId = inReplyToId ? await say({ ...ctx, db: tx }, saying) : null
    // What is under a comment stands beside it, under the same answer.
    const parentId = parent ? (parent.parentId ?? parent.id) : null
    await give(ctx, tx, asked.personId, {
      askId,
      personId,
      kind,
      parentId,
      text: statusId ? '' : text,
      statusId,
      offeredId,
      createdAt: ctx.now(),
    })
  })
}

/** Who may be offered: one's own people who let themselves be introduced. Nobody is told whether it is the hidden asker. */
async function offerable(
  tx: Tx,
  asked: LockedAsk,
  personId: string,
  offeredId: string | null | undefined,
): Promise<string | null> {
  if (!offeredId) return null
  if (asked.personId === personId) throw refuse('invalid', 'asks.own_offer')
  if (!isId(offeredId)) throw missing()
  if (offeredId === personId) throw refuse('invalid', 'asks.oneself')
  await requirePickable(tx, personId, [offeredId])
  return offeredId === asked.personId ? null : offeredId
}

/** What was said to an ask, as an answer or a comment: whoever it concerns is told, and whoever reads it sees it at once. */
export async function give(ctx: Context, tx: Tx, askerId: string, answer: NewAnswer): Promise<void> {
  const id = await insertAnswer(tx, answer)
  const { askId, personId, parentId, statusId } = answer
  if (answer.kind === 'answer') await setDeed(tx, askId, personId, 'answered', ctx.now())
  // A status told already those whom it answers.
  if (!statusId)
    for (const toId of new Set([askerId, ...(parentId ? await speakersUnder(tx, parentId) : [])])) {
      if (toId !== personId) await tellOf(tx, 'ask_answer', { askId, askerId, fromId: personId, toId })
    }
  await announce(tx, { kind: 'ask.changed', id: askId, answer_id: id })
}

type Telling = { askId: string; askerId: string; fromId: string; toId: string }

/** As from nobody but themselves where they are not to learn who asks. */
async function tellOf(tx: Tx, kind: 'ask_answer' | 'ask_helped', { askId, askerId, fromId, toId }: Telling) {
  const hidden = fromId === askerId && (await isAskerHidden(tx, toId, askId))
  await tell(tx, { personId: toId, kind, fromId: hidden ? toId : fromId, aboutId: askId })
}

/** Takes one's own answer or comment back, with the comments on it. */
export async function takeBackAnswer(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const answer = await findAnswer(tx, id)
    if (answer?.personId !== personId) throw missing()
    await removeAnswer(tx, id)
    if (answer.statusId) await deleteStatus({ ...ctx, db: tx }, personId, answer.statusId)
    await announce(tx, { kind: 'ask.changed', id: answer.askId })
  })
}

/** Whoever asked says that an answer helped, or that it did not after all. While one helped nobody is nudged. */
export async function markHelped(ctx: Context, personId: string, answerId: string, helped: boolean): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const askId = await askOfAnswer(tx, personId, answerId)
    if (!askId) throw missing()
    await lockOwn(tx, personId, askId)
    const answer = await findAnswer(tx, answerId)
    if (answer?.kind !== 'answer') throw missing()
    if (!(await setHelped(tx, answerId, helped ? ctx.now() : null))) return askId
    if (helped) await tellOf(tx, 'ask_helped', { askId, askerId: personId, fromId: personId, toId: answer.personId })
    else await addJob(tx, 'asks.route', { id: askId }, { key: `asks.route ${askId}` })
    await ctx.happen(tx, { kind: 'asks.helped', answerId, askerId: personId, helped })
    await announce(tx, { kind: 'ask.changed', id: askId, answer_id: answerId })
    return askId
  })
}
