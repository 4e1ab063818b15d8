import { answerAsk, answersPage, ask, closeAsk, markHelped, tellOutcome } from '#modules/asks'
import { thank } from '#modules/goodwill'
import type { Context } from '#platform/context'
import type { Calendar } from './calendar.ts'
import type { Event, Ids } from './settle.ts'
import type { Answered, Asked } from './town.ts'

/** Questions with what was answered, what helped and what came of it; for those still open the worker finds who may know. */
export function planAsks(asks: Asked[], ids: Ids, time: Calendar): Event[] {
  return asks.flatMap((asked) => plan(asked, ids, time))
}

function plan(asked: Asked, ids: Ids, time: Calendar): Event[] {
  const { by, question, details, lang: language, reach, named, answers, outcome, closed } = asked
  const whoId = ids[by]!
  let id = ''
  const events: Event[] = [
    {
      at: time.ago(asked.asked),
      async happen(then) {
        id = await ask(then, whoId, { question, details, language, reach, named })
      },
    },
    ...answers.flatMap((answer) => planAnswer(answer, { whoId, ids, time, askId: () => id })),
  ]
  if (outcome) events.push({ at: time.ago(outcome[1]), happen: (then) => tellOutcome(then, whoId, id, outcome[0]) })
  if (closed) events.push({ at: time.ago(closed), happen: (then) => closeAsk(then, whoId, id, true) })
  return events
}

type Around = { whoId: string; ids: Ids; time: Calendar; askId: () => string }

function planAnswer(
  { by, text, when, helped, thanks, comments = [] }: Answered,
  { whoId, ids, time, askId }: Around,
): Event[] {
  const answerer = ids[by]!
  const find = (then: Context) => findAnswer(then, { whoId, askId: askId(), answerer })
  const events: Event[] = [
    { at: time.ago(when), happen: (then) => answerAsk(then, answerer, askId(), { text, kind: 'answer' }) },
    ...comments.map(([who, words, moment]) => ({
      at: time.ago(moment),
      async happen(then: Context) {
        const parentId = await find(then)
        await answerAsk(then, ids[who]!, askId(), { text: words, kind: 'comment', parentId })
      },
    })),
  ]
  if (helped)
    events.push({
      at: time.ago(helped),
      happen: async (then) => void (await markHelped(then, whoId, await find(then), true)),
    })
  if (thanks)
    events.push({
      at: time.ago(thanks[1]),
      happen: async (then) =>
        void (await thank(then, whoId, { about: 'answer', id: await find(then), word: thanks[0] })),
    })
  return events
}

async function findAnswer(
  ctx: Context,
  { whoId, askId, answerer }: { whoId: string; askId: string; answerer: string },
) {
  const answers = await answersPage(ctx, whoId, askId, { limit: 40 })
  return answers.find(({ kind, account }) => kind === 'answer' && account?.id === answerer)!.id
}
