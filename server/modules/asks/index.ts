/**
 * Asks: a question goes to the few who would know and are likely to answer now, not to everybody. Who that is follows from what the place
 * saw people answer, say, offer and be thanked for, how close they are to the asker, and how much was asked of them already; each choice
 * comes with its reason. Two are nudged first, more only while nothing helped, and nobody above their weekly quota. "I don't know"
 * lowers somebody for that topic alone, silence for their time and not for what they know (docs/decisions/0051-whom-to-ask.md). What
 * is handed on, to whom not, and who greets: docs/decisions/0052-how-an-ask-travels.md.
 *
 * An ask travels as far as whoever asks says, and with their name beyond their own people only where they wish it. One for everybody is
 * also a public status, and public replies to it are answers. An answer may offer an introduction. Tells `ask_nudge`, `ask_answer`, `ask_helped` and `newcomer`; announces
 * `ask.changed`.
 */
import type { Module } from '../../modules.ts'
import { takeBlock, takeDeletion, takeEdit, takeIn } from './actions/follow.ts'
import { greetNewcomer } from './actions/greet.ts'
import { cron, jobs } from './jobs.ts'
import { routes } from './routes.ts'

export { isQualifying, likenessOf, stemsIn, tellingIn, weigh, type Weighed } from './model/alike.ts'
export type { Silence } from './model/activity.ts'
export type { Ground, Kind } from './model/evidence.ts'
export type { Question } from './model/knowledge.ts'
export {
  forget,
  forgetAsk,
  makeMemory,
  rememberAnswer,
  rememberAsk,
  rememberSeen,
  rememberSilence,
  rememberTold,
  type Memory,
  type RememberedAnswer,
  type Told,
} from './model/memory.ts'
export { rankForAsk, type Eligible, type Inquiry, type Ranked } from './model/route.ts'
export { loadOf, nextStep, patienceFor, worthNudging, type Course, type Nudge, type Step } from './model/waves.ts'
export { wordsOf, type Word } from './model/words.ts'
export { answerAsk, markHelped, takeBackAnswer } from './actions/answer.ts'
export { ask, closeAsk, takeBackAsk, tellOutcome } from './actions/ask.ts'
export { answersPage } from './views/answers.ts'
export { asksPage } from './views/asks.ts'
export { maySeeAsk } from './views/lookups.ts'
export { askerHiddenFrom, askVisibleTo } from './views/visible.ts'

export const asks: Module = {
  name: 'asks',
  routes,
  jobs,
  cron,
  reactions: [
    async (ctx, tx, happening) => {
      if (happening.kind === 'statuses.said' && happening.by !== 'asks') {
        await takeIn(ctx, tx, happening)
        await greetNewcomer(ctx, tx, happening)
      }
      if (happening.kind === 'statuses.edited') await takeEdit(tx, happening)
      if (happening.kind === 'statuses.deleting') await takeDeletion(tx, happening)
      if (happening.kind === 'ties.blocked') await takeBlock(tx, happening)
    },
  ],
}
