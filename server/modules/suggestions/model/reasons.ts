/** Why two people might like to meet, from what they say of themselves, and how much which reason has proved to be worth. */
import { likeness, stemsIn, wordsOf } from '#modules/asks'

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
  /** Where they say that they live. */
  places: string[]
}

export const REASONS = ['shared', 'seeks', 'topics', 'place', 'language'] as const
export type Kind = (typeof REASONS)[number]

/** `seeks`: `seeker` looks for what the other offers, in the seeker's own words; `asked`: they are a question to the place. */
export type Reason =
  | { kind: 'shared'; ids: string[] }
  | { kind: 'seeks'; seeker: string; wish: string; asked: boolean; offer: string }
  | { kind: 'topics'; words: string[] }
  | { kind: 'place'; place: string }
  | { kind: 'language'; language: string }

/** How much each kind adds to what the graph says, which is from 0 to 1, before anything is learned. */
const WORTH: Record<Kind, number> = { shared: 0.2, seeks: 1.2, topics: 0.35, place: 0.15, language: 0.15 }
const MOST_TOPICS = 3
/** How alike a wish and an offer are (0 to 1) that answers it. */
const ANSWERS = 0.5

/** Which words, places and languages tell something of two people: those that not half the circle shares. */
export type Rare = {
  word: (word: string) => boolean
  place: (place: string) => boolean
  language: (language: string) => boolean
}

/** Who of the two seeks what the other offers, what both are taken up with, where both live and a language that few here speak. */
export function reasonsFor(a: Facts, b: Facts, rare: Rare): Reason[] {
  const topics = sharedTopics(a, b).filter(rare.word).slice(0, MOST_TOPICS)
  const language = a.languages.find((one) => b.languages.includes(one) && rare.language(one))
  const place = a.places.find((one) => b.places.some((other) => isSamePlace(one, other)) && rare.place(one))
  return [
    ...seeks(a, b),
    ...seeks(b, a),
    ...(topics.length > 0 ? [{ kind: 'topics' as const, words: topics }] : []),
    ...(place ? [{ kind: 'place' as const, place }] : []),
    ...(language ? [{ kind: 'language' as const, language }] : []),
  ]
}

function isSamePlace(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** One wish of `a` that an offer of `b` answers: the two that are the most alike. Where one of them lives is neither wish nor offer. */
function seeks(a: Facts, b: Facts): Reason[] {
  const silent = new Set([...a.places, ...b.places].flatMap((place) => [...stemsIn(place)]))
  const wishes = [
    ...a.looks_for.map((wish) => ({ wish, asked: false })),
    ...a.asks.map((wish) => ({ wish, asked: true })),
  ]
  let best: { wish: string; asked: boolean; offer: string; alike: number } | undefined
  for (const { wish, asked } of wishes)
    for (const offer of b.helps_with) {
      const alike = likeness(wish, offer, silent)
      if (alike >= ANSWERS && alike > (best?.alike ?? 0)) best = { wish, asked, offer, alike }
    }
  return best ? [{ kind: 'seeks', seeker: a.id, wish: best.wish, asked: best.asked, offer: best.offer }] : []
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

/** Hashtags and what they help with, the words as these first write them. Running text says too much that is no topic. */
function topicsOf({ topics, helps_with: helps }: Facts) {
  return [...topics, ...helps]
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

/** Whoever writes to people of many countries writes it; that two do tells nothing of them. */
const EVERYWHERE = 'en'

/** What more than a third of a larger circle share tells nothing of two of them, nor does a language that not even half are without. */
export function rareAmong(all: readonly Facts[]): Rare {
  const counts = new Map<string, number>()
  for (const facts of all)
    for (const stem of new Set(topicsOf(facts).map(({ stem }) => stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const isFew = (count: number) => count <= Math.max(3, all.length / 3)
  const those = (fits: (facts: Facts) => boolean) => all.filter(fits).length
  return {
    word: (word) => [...stemsIn(word)].every((stem) => isFew(counts.get(stem) ?? 0)),
    place: (place) => isFew(those(({ places }) => places.some((one) => isSamePlace(one, place)))),
    language: (language) => {
      const count = those(({ languages }) => languages.includes(language))
      return language !== EVERYWHERE && isFew(count) && count * 2 <= all.length
    },
  }
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
