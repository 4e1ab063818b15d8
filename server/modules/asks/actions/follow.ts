/** What becomes of the public statuses that asks and answers are, and of the tie between two who asked each other. */
import { forgetAbout } from '#modules/notices'
import type { Context, Happening } from '#platform/context'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { questionIn } from '../model/asking.ts'
import { findAnswer } from '../store/answers.ts'
import { lockAsk, rewriteAsk } from '../store/asks.ts'
import { asksBetween, askOfStatus } from '../views/lookups.ts'
import { give } from './answer.ts'
import { NOTICES } from './ask.ts'

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>

/** A public reply to an ask that is a public status is an answer to it while it is open, and a reply to such an answer a comment. */
export async function takeIn(ctx: Context, tx: Tx, said: Of<'statuses.said'>): Promise<void> {
  const { statusId, personId, inReplyToId, visibility } = said
  if (!inReplyToId || (visibility !== 'public' && visibility !== 'unlisted')) return
  const found = await askOfStatus(tx, inReplyToId)
  const asked = found && (await lockAsk(tx, found.ask_id))
  if (!asked) return
  const parent = found.answer_id ? await findAnswer(tx, found.answer_id) : undefined
  const kind = parent || asked.personId === personId || asked.closedAt ? 'comment' : 'answer'
  const parentId = parent ? (parent.parentId ?? parent.id) : null
  await give(ctx, tx, asked.personId, {
    askId: asked.id,
    personId,
    kind,
    parentId,
    text: '',
    statusId,
    offeredId: null,
    createdAt: ctx.now(),
  })
}

/** An ask says what its status says; whoever reads either sees the new words. */
export async function takeEdit(tx: Tx, { statusId, text, language }: Of<'statuses.edited'>): Promise<void> {
  const found = await askOfStatus(tx, statusId)
  if (!found) return
  if (!found.answer_id && text) await rewriteAsk(tx, found.ask_id, { ...questionIn(text), language })
  await announce(tx, { kind: 'ask.changed', id: found.ask_id })
}

/** With its status an ask or an answer goes, and what was told of it. */
export async function takeDeletion(tx: Tx, { statusId }: Of<'statuses.deleting'>): Promise<void> {
  const found = await askOfStatus(tx, statusId)
  if (!found) return
  if (!found.answer_id) await forgetAbout(tx, NOTICES, [found.ask_id])
  await announce(tx, { kind: 'ask.changed', id: found.ask_id })
}

/** Who shut the other out is told nothing more of what they ask. */
export async function takeBlock(tx: Tx, { blockerId, blockedId }: Of<'ties.blocked'>): Promise<void> {
  const asks = await asksBetween(tx, blockerId, blockedId)
  const all = asks.map(({ id }) => id)
  await forgetAbout(tx, NOTICES, all, [blockedId])
  // What went with the block would say who asks.
  const known = asks.filter(({ hidden }) => !hidden).map(({ id }) => id)
  await forgetAbout(tx, NOTICES, known, [blockerId])
}
