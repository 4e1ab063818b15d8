import { answer as answerIntroduction, propose } from '#modules/introductions'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { missing, Refusal, refuse } from '#platform/refusal'
import { noteFrom } from '../model/asking.ts'
import { findAnswer, setOffer } from '../store/answers.ts'
import { askOfAnswer, saidIn } from '../views/lookups.ts'
import { lockOwn } from './ask.ts'

/**
 * Whoever asked takes up the offer to be introduced to somebody, and has said yes with that; or lets it be, which nobody hears of. An
 * introduction like any other: proposed by whoever answered, in the words of the answer, and the other one is asked as ever.
 */
export async function takeOffer(ctx: Context, personId: string, answerId: string, takes: boolean): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const askId = await askOfAnswer(tx, personId, answerId)
    if (!askId) throw missing()
    await lockOwn(tx, personId, askId)
    const answer = await findAnswer(tx, answerId)
    if (!answer?.offeredId) throw missing()
    if (answer.offer === 'taken') return askId
    const introductionId = takes
      ? await introduce(
          { ...ctx, db: tx },
          { byId: answer.personId, askerId: personId, toId: answer.offeredId, note: await saidIn(tx, answerId) },
        )
      : null
    await setOffer(tx, answerId, takes ? 'taken' : 'declined', introductionId)
    await announce(tx, { kind: 'ask.changed', id: askId, answer_id: answerId })
    return askId
  })
}

type Introducing = { byId: string; askerId: string; toId: string; note: string }

async function introduce(ctx: Context, { byId, askerId, toId, note }: Introducing): Promise<string> {
  try {
    const id = await propose(ctx, byId, { parties: [askerId, toId], note: noteFrom(note) })
    await answerIntroduction(ctx, askerId, id, 'yes')
    return id
  } catch (error) {
    // Why is between the two others.
    if (error instanceof Refusal) throw refuse('invalid', 'asks.offer_not_now')
    throw error
  }
}
