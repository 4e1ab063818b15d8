import { tell } from '#modules/notices'
import { deleteStatus, say } from '#modules/statuses'
import type { Context, Happening } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { cleanAnswer } from '../model/asking.ts'
import { findAnswer, insertAnswer, removeAnswer, setHelped, type NewAnswer } from '../store/answers.ts'
import { lockAsk } from '../store/asks.ts'
import { setDeed } from '../store/nudges.ts'
import { askOfAnswer, askOfStatus, isAskerHidden, maySeeAsk } from '../views/lookups.ts'
import { lockOwn } from './ask.ts'

export type Answering = {
  text: string
  kind: 'answer' | 'comment'
  parentId?: string | null
  applicationId?: string | null
}

/**
 * Answers an ask that one may see, or comments on it or on one of its answers. Where the ask is a public status what is said is a
 * reply to it. Whoever asked only comments.
 */
export async function answerAsk(ctx: Context, personId: string, askId: string, answering: Answering): Promise<void> {
  const text = cleanAnswer(answering.text)
  await transaction(ctx.db, async (tx) => {
    const asked = await lockAsk(tx, askId)
    if (!asked || !(await maySeeAsk(tx, personId, askId))) throw missing()
    const parent = answering.parentId ? await findAnswer(tx, answering.parentId) : undefined
    if (answering.parentId && (parent?.askId !== askId || parent.kind !== 'answer')) throw missing()
    const kind = parent || asked.personId === personId ? 'comment' : answering.kind
    if (kind === 'answer' && asked.closedAt) throw refuse('invalid', 'asks.closed')
    const inReplyToId = parent?.statusId ?? asked.statusId
    if (inReplyToId) {
      const { applicationId } = answering
      // `takeIn` makes it the answer that it is.
      return void (await say({ ...ctx, db: tx }, { personId, text, visibility: 'public', inReplyToId, applicationId }))
    }
    await give(ctx, tx, asked.personId, { askId, personId, kind, parentId: parent?.id ?? null, text, statusId: null })
  })
}

/** A public reply to an ask that is a public status is an answer to it, and a reply to such an answer a comment. */
export async function takeIn(ctx: Context, tx: Tx, said: Extract<Happening, { kind: 'statuses.said' }>): Promise<void> {
  const { statusId, personId, inReplyToId, visibility } = said
  if (!inReplyToId || (visibility !== 'public' && visibility !== 'unlisted')) return
  const found = await askOfStatus(tx, inReplyToId)
  const asked = found && (await lockAsk(tx, found.ask_id))
  if (!asked) return
  const parent = found.answer_id ? await findAnswer(tx, found.answer_id) : undefined
  const kind = parent || asked.personId === personId ? 'comment' : 'answer'
  const parentId = parent?.kind === 'answer' ? parent.id : null
  await give(ctx, tx, asked.personId, { askId: asked.id, personId, kind, parentId, text: '', statusId })
}

async function give(ctx: Context, tx: Tx, askerId: string, answer: NewAnswer) {
  const id = await insertAnswer(tx, answer)
  const { askId, personId, parentId, statusId } = answer
  if (answer.kind === 'answer') await setDeed(tx, askId, personId, 'answered', ctx.now())
  const parent = parentId ? await findAnswer(tx, parentId) : undefined
  // A status told them already who is mentioned.
  if (!statusId || answer.kind === 'answer')
    for (const toId of new Set([askerId, ...(parent ? [parent.personId] : [])])) {
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

/** Whoever asked says that an answer helped, or that it did not after all. The first that helped ends the nudging. */
export async function markHelped(ctx: Context, personId: string, answerId: string, helped: boolean): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const askId = await askOfAnswer(tx, personId, answerId)
    if (!askId) throw missing()
    await lockOwn(tx, personId, askId)
    const answer = await findAnswer(tx, answerId)
    if (answer?.kind !== 'answer') throw missing()
    if (!(await setHelped(tx, answerId, helped ? ctx.now() : null))) return askId
    if (helped) await tellOf(tx, 'ask_helped', { askId, askerId: personId, fromId: personId, toId: answer.personId })
    await announce(tx, { kind: 'ask.changed', id: askId, answer_id: answerId })
    return askId
  })
}
