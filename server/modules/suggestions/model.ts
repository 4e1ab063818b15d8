/** Why two people might like to meet, from what they say of themselves, and how much which reason has proved to be worth. */
import { wordsOf } from '#modules/asks'

/** What of somebody may speak for meeting them: public words and own statements, never notes or letters. */
export type Facts = {
  id: string
  helps_with: string[]
  looks_for: string[]
  /** Open asks, as far as the introducer may know of them. */
  asks: string[]
  /** Hashtags of their public words lately. */
  topics: string[]
  languages: string[]
  about: string
}

export const REASONS = ['shared', 'seeks', 'topics', 'language'] as const
export type Kind = (typeof REASONS)[number]

/** `seeks`: `seeker` looks for what the other offers, in the seeker's own words. */
export type Reason =
  | { kind: 'shared'; ids: string[] }
  | { kind: 'seeks'; seeker: string; wish: string; offer: string }
  | { kind: 'topics'; words: string[] }
  | { kind: 'language'; language: string }

/** How much each kind adds to what the graph says, which is from 0 to 1, before anything is learned. */
const WORTH: Record<Kind, number> = { shared: 0.2, seeks: 0.8, topics: 0.35, language: 0.15 }
const MOST_TOPICS = 3

/** Who of the two seeks what the other offers, what both are taken up with, and a language that few here speak. */
export function reasonsFor(
  a: Facts,
  b: Facts,
  rare: (word: string) => boolean,
  isRareLanguage: (language: string) => boolean,
): Reason[] {
  const topics = sharedTopics(a, b).filter(rare).slice(0, MOST_TOPICS)
  const language = a.languages.find((one) => b.languages.includes(one) && isRareLanguage(one))
  return [
    ...seeks(a, b),
    ...seeks(b, a),
    ...(topics.length > 0 ? [{ kind: 'topics' as const, words: topics }] : []),
    ...(language ? [{ kind: 'language' as const, language }] : []),
  ]
}

/** One wish of `a` that an offer of `b` answers: that with which it shares the most words. */
function seeks(a: Facts, b: Facts): Reason[] {
  const offers = b.helps_with.map((offer) => ({ offer, stems: stemsOf(offer) }))
  let best: { wish: string; offer: string; alike: number } | undefined
  for (const wish of [...a.looks_for, ...a.asks]) {
    const stems = stemsOf(wish)
    for (const { offer, stems: offered } of offers) {
      const alike = [...offered].filter((stem) => stems.has(stem)).length
      if (alike > (best?.alike ?? 0)) best = { wish, offer, alike }
    }
  }
  return best ? [{ kind: 'seeks', seeker: a.id, wish: best.wish, offer: best.offer }] : []
}

function sharedTopics(a: Facts, b: Facts): string[] {
  const stems = new Set(topicsOf(b).map(({ stem }) => stem))
  const seen = new Set<string>()
  return topicsOf(a).flatMap(({ stem, word }) => {
    if (!stems.has(stem) || seen.has(stem)) return []
    seen.add(stem)
    return [word]
  })
}

/** Hashtags, what they help with, and what they say of themselves: the words as these first write them. */
function topicsOf({ topics, helps_with: helps, about }: Facts) {
  return [...topics, ...helps, about]
    .flatMap((text) => {
      const lower = text.toLowerCase()
      return wordsOf(text).map(({ stem, word }) => ({ stem, word: asWritten(text, lower, word) }))
    })
    .filter(({ stem }) => !stem.startsWith('#'))
}

/** Where lower case is as long as what was written, as almost everywhere, the one tells where the word stands in the other. */
function asWritten(text: string, lower: string, word: string): string {
  const at = lower.length === text.length ? lower.indexOf(word) : -1
  return at < 0 ? word : text.slice(at, at + word.length)
}

function stemsOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(({ stem }) => stem.replace(/^#/, '')))
}

/** Words that more than a third of a larger circle say tell nothing of two of them. */
export function rareAmong(all: readonly Facts[]): (word: string) => boolean {
  const counts = new Map<string, number>()
  for (const facts of all)
    for (const stem of new Set(topicsOf(facts).map(({ stem }) => stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const most = Math.max(3, all.length / 3)
  return (word) => [...stemsOf(word)].every((stem) => (counts.get(stem) ?? 0) <= most)
}

/** A language of the few: fewer than a third speak it. */
export function rareLanguage(all: readonly Facts[]): (language: string) => boolean {
  const speak = (language: string) => all.filter(({ languages }) => languages.includes(language)).length
  return (language) => speak(language) <= Math.max(2, all.length / 3)
}

/** What came of earlier introductions that were suggested for a reason of this kind. */
export type Outcome = { kind: string; proposed: number; met: number; good: number }

const USUAL = 0.4
const WEIGHT = 8
const GOOD = 1
const MET = 0.6

/** A factor for each kind: what became of those proposed for it, drawn to the usual while there are few (a Beta prior). */
export function worthOf(outcomes: readonly Outcome[]): (kind: Kind) => number {
  const factors = new Map(
    outcomes.map(({ kind, proposed, met, good }) => {
      const success = GOOD * good + MET * (met - good)
      return [kind, (USUAL * WEIGHT + success) / (WEIGHT + proposed) / USUAL]
    }),
  )
  return (kind) => WORTH[kind] * (factors.get(kind) ?? 1)
}

/** The graph's place in its own list (the first 1, the last almost 0), and what speaks for it. */
export function scoreOf(place: number, reasons: readonly Reason[], worth: (kind: Kind) => number): number {
  return place + reasons.reduce((sum, { kind }) => sum + worth(kind), 0)
}
