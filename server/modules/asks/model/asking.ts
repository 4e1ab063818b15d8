/** The rules of an ask, without I/O: how far it may travel, who learns who asks, and what may be done with it when. */
import { refuse } from '#platform/refusal'
import { cleanLine, cleanText, isLonger } from '#platform/text'
import { stemsIn } from './alike.ts'

export const LIMITS = {
  question: 300,
  details: 1500,
  answer: 2000,
  word: 500,
  /** Of an answer, in the words of an introduction. */
  note: 900,
  outcome: 1000,
  pictures: 4,
  circles: 20,
  topics: 20,
  topic: 50,
} as const
/** So many asks a day may somebody let travel beyond their own people, and ask in all. */
export const ASKS_A_DAY = { strangers: { most: 3, seconds: 86_400 }, all: { most: 20, seconds: 86_400 } } as const
/** Without an answer for so long it is shown to those who greet. */
export const HOURS_UNTIL_GREETED = 24
/** After so many days nobody is nudged to it any more. */
export const DAYS_ROUTED = 14
/** Somebody is new for so many days. */
export const DAYS_NEW = 14
/** Who said nothing to a nudge for so long was not about. */
export const DAYS_SILENT = 3

/** My circles, those I follow, those they follow as well, this place, everybody. */
export const REACHES = ['circles', 'people', 'friends', 'place', 'everybody'] as const
export type Reach = (typeof REACHES)[number]

export const DEEDS = ['answered', 'unknown', 'later', 'passed'] as const
export type Deed = (typeof DEEDS)[number]

/** Of an introduction, by whoever answers: what whoever asked made of it. */
export const OFFERS = ['open', 'taken', 'declined'] as const
export type Offer = (typeof OFFERS)[number]

export type Settings = { weekly: number; topics: string[]; greets: boolean }
export const MOST_WEEKLY = 20

export function goesBeyond(reach: Reach): boolean {
  return reach !== 'circles' && reach !== 'people'
}

/** Whether somebody who wants to be asked about these topics, or about anything, wants to be asked this. */
export function isOfTopics(topics: readonly string[], text: string): boolean {
  if (topics.length === 0) return true
  const stems = stemsIn(text)
  return topics.some((topic) => [...stemsIn(topic)].some((stem) => stems.has(stem)))
}

export type Wish = {
  question: string
  details?: string
  reach: Reach
  circleIds?: string[]
  named?: boolean
  deadline?: Temporal.Instant | null
}

export function cleanAsk(wish: Wish, now: Temporal.Instant) {
  const question = cleanLine(wish.question)
  const details = cleanText(wish.details ?? '')
  if (question === '') throw refuse('invalid', 'asks.question_missing')
  tooLong(question, LIMITS.question, 'asks.question_too_long')
  tooLong(details, LIMITS.details, 'asks.details_too_long')
  const named = wish.named ?? true
  // A public status has its author.
  if (wish.reach === 'everybody' && !named) throw refuse('invalid', 'asks.everybody_is_named')
  const circleIds = wish.reach === 'circles' ? [...new Set(wish.circleIds ?? [])] : []
  if (wish.reach === 'circles' && circleIds.length === 0) throw refuse('invalid', 'asks.circle_missing')
  if (circleIds.length > LIMITS.circles) throw refuse('invalid', 'asks.too_many_circles', { most: LIMITS.circles })
  const deadline = wish.deadline ?? null
  if (deadline && Temporal.Instant.compare(deadline, now) <= 0) throw refuse('invalid', 'asks.deadline_past')
  return { question, details, reach: wish.reach, circleIds, named, deadline }
}

/** A public status as a question: its first paragraph is what is asked, the rest says more. */
export function questionIn(text: string): { question: string; details: string } {
  const [first = '', ...rest] = text.split(/\n{2,}/)
  const question = cleanLine(first)
  if (!isLonger(question, LIMITS.question)) return { question, details: rest.join('\n\n') }
  const cut = [...question].slice(0, LIMITS.question - 1).join('')
  return { question: `${cut}…`, details: text }
}

export function cleanAnswer(text: string): string {
  const clean = cleanText(text)
  if (clean === '') throw refuse('invalid', 'asks.answer_missing')
  tooLong(clean, LIMITS.answer, 'asks.answer_too_long')
  return clean
}

/** An introduction says in the words of the answer why the two are to meet. */
export function noteFrom(answer: string): string {
  return isLonger(answer, LIMITS.note) ? `${[...answer].slice(0, LIMITS.note).join('')}…` : answer
}

export function cleanWord(word: string | null | undefined): string | null {
  const clean = cleanText(word ?? '')
  tooLong(clean, LIMITS.word, 'asks.word_too_long')
  return clean || null
}

export function cleanOutcome(outcome: string): string | null {
  const clean = cleanText(outcome)
  tooLong(clean, LIMITS.outcome, 'asks.outcome_too_long')
  return clean || null
}

export function cleanSettings({ weekly, topics, greets }: Partial<Settings>): Partial<Settings> {
  if (weekly !== undefined && !(Number.isInteger(weekly) && weekly >= 0 && weekly <= MOST_WEEKLY))
    throw refuse('invalid', 'asks.weekly_wrong', { most: MOST_WEEKLY })
  const clean = topics && [...new Set(topics.map(cleanLine).filter(Boolean))]
  if (clean && clean.length > LIMITS.topics) throw refuse('invalid', 'asks.too_many_topics', { most: LIMITS.topics })
  for (const topic of clean ?? []) tooLong(topic, LIMITS.topic, 'asks.topic_too_long')
  return { weekly, topics: clean, greets }
}

function tooLong(text: string, most: number, code: string) {
  if (isLonger(text, most)) throw refuse('invalid', code, { most })
}
