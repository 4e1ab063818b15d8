/**
 * Asks: a question goes to the few who would know and are likely to answer now, not to everybody. Who that is follows from what the place
 * saw people answer, say, offer and be thanked for, how close they are to the asker, and how much was asked of them already; each choice
 * comes with its reason. Two are nudged first, more only while nobody answers, and nobody above their weekly quota. "I don't know"
 * lowers somebody for that topic alone, silence for their time and not for what they know (docs/decisions/0051-whom-to-ask.md).
 *
 * What is here so far is memory and choice: no table, no clock, nothing sent.
 */
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
export {
  loadOf,
  nextStep,
  patienceFor,
  WEEKLY_QUOTA,
  worthNudging,
  type Course,
  type Nudge,
  type Step,
} from './model/waves.ts'
