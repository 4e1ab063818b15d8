/**
 * Whom to ask: closeness times knowledge times availability, after Aardvark (Horowitz, Kamvar, "The anatomy of a large-scale
 * social search engine", WWW 2010), and less the more somebody was asked of late.
 */
import type { Ground } from './evidence.ts'
import type { Known, Question } from './knowledge.ts'
import type { Memory } from './memory.ts'

export type Eligible = {
  person: string
  /** To the asker, 0 to 1; where it is absent, closeness does not count. */
  closeness?: number | undefined
  /** How much was asked of this person lately, 0 to 1. */
  load?: number | undefined
}

export type Inquiry = {
  question: Question
  asker: string
  /** The moment of asking, in milliseconds. */
  at: number
  /** How many are wanted. */
  limit: number
}

export type Ranked = {
  person: string
  score: number
  /** What they are known for; null for somebody who is merely around. */
  reason: Ground | null
}

/** A stranger who knows stands before a friend who does not. */
const STRANGER = 0.4

export function rankForAsk(memory: Memory, eligible: Iterable<Eligible>, inquiry: Inquiry): Ranked[] {
  return inquire(memory, inquiry)(eligible, inquiry.limit)
}

/** The same for several rounds about one question, which is compared with all that is known once. */
export function inquire(memory: Memory, { question, asker, at }: Omit<Inquiry, 'limit'>) {
  const known = memory.knowledge.about(question)
  return (eligible: Iterable<Eligible>, limit: number) => rank(memory, known, eligible, { asker, at, limit })
}

function rank(
  memory: Memory,
  known: Known,
  eligible: Iterable<Eligible>,
  { asker, at, limit }: Omit<Inquiry, 'question'>,
): Ranked[] {
  const scored: { person: string; score: number }[] = []
  for (const { person, closeness = 1, load = 0 } of eligible) {
    if (person === asker) continue
    const near = STRANGER + (1 - STRANGER) * closeness
    const score = near * known.of(person) * memory.activity.availability(person, at) * (1 - load)
    scored.push({ person, score })
  }
  const best = bestOf(scored, limit)
  const reasons = known.why(best.map(({ person }) => person))
  return best.map(({ person, score }, index) => ({ person, score, reason: reasons[index] ?? null }))
}

/** Only those who may be among the best are put in order. */
function bestOf<T extends { person: string; score: number }>(scored: T[], limit: number): T[] {
  const scores = new Float64Array(scored.length)
  for (let index = 0; index < scored.length; index++) scores[index] = scored[index]!.score
  const least = scores.sort().at(-limit) ?? -Infinity
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || byNumber(a.person, b.person))
    .slice(0, limit)
}

/** Ids are decimal numbers. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}
