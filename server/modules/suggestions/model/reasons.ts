/** Why two people might like to meet, from what they say of themselves. */
import { likenessOf, stemsIn, weigh, wordsOf, type Weighed } from '#modules/asks'

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

/** The same, read once so that each is held against many. */
export type Known = Pick<Facts, 'id' | 'languages' | 'places'> & {
  wishes: Wish[]
  offers: Said[]
  /** The stems of what they are taken up with, each as they first write it. */
  topics: Map<string, string>
  /** The stems of where they live. */
  home: ReadonlySet<string>
}
type Said = { text: string; about: Weighed }
/** `asked`: it is a question to the place. */
type Wish = Said & { asked: boolean }

/** `seeks`: `seeker` looks for what the other offers, in the seeker's own words; `asked`: they are a question to the place. */
export type Reason =
  | { kind: 'shared'; ids: string[] }
  | { kind: 'seeks'; seeker: string; wish: string; asked: boolean; offer: string }
  | { kind: 'topics'; words: string[] }
  | { kind: 'place'; place: string }
  | { kind: 'language'; language: string }

const MOST_TOPICS = 3
/** How alike a wish and an offer are (0 to 1) that answers it. */
const ANSWERS = 0.5

export function readFacts({ id, languages, places, ...facts }: Facts): Known {
  const said = (text: string): Said => ({ text, about: weigh(text) })
  return {
    id,
    languages,
    places,
    wishes: [
      ...facts.looks_for.map((text) => ({ ...said(text), asked: false })),
      ...facts.asks.map((text) => ({ ...said(text), asked: true })),
    ],
    offers: facts.helps_with.map(said),
    topics: topicsOf(facts),
    home: new Set(places.flatMap((place) => [...stemsIn(place)])),
  }
}

/** Which stems, places and languages tell something of two people: those that not half the circle shares. */
export type Rare = {
  word: (stem: string) => boolean
  place: (place: string) => boolean
  language: (language: string) => boolean
}

/** Who of the two seeks what the other offers, what both are taken up with, where both live and a language that few here speak. */
export function reasonsFor(a: Known, b: Known, rare: Rare): Reason[] {
  const shared = [...a.topics].filter(([stem]) => b.topics.has(stem) && rare.word(stem))
  const topics = shared.slice(0, MOST_TOPICS).map(([, word]) => word)
  const language = a.languages.find((one) => b.languages.includes(one) && rare.language(one))
  const place = a.places.find((one) => b.places.some((other) => asPlace(one) === asPlace(other)) && rare.place(one))
  return [
    ...seeks(a, b),
    ...seeks(b, a),
    ...(topics.length > 0 ? [{ kind: 'topics' as const, words: topics }] : []),
    ...(place ? [{ kind: 'place' as const, place }] : []),
    ...(language ? [{ kind: 'language' as const, language }] : []),
  ]
}

function seeks(a: Known, b: Known): Reason[] {
  const found = answered(a, b)
  if (!found) return []
  const { wish, offer } = found
  return [{ kind: 'seeks', seeker: a.id, wish: wish.text, asked: wish.asked, offer: offer.text }]
}

type Answered = { wish: Wish; offer: Said; alike: number }

/** One wish of `a` that an offer of `b` answers: the two that are the most alike. Where one of them lives is neither wish nor offer. */
export function answered(a: Known, b: Known): Answered | undefined {
  const silent = a.home.size + b.home.size > 0 ? a.home.union(b.home) : a.home
  let best: Answered | undefined
  for (const wish of a.wishes)
    for (const offer of b.offers) {
      const alike = likenessOf(wish.about, offer.about, silent)
      if (alike >= ANSWERS && alike > (best?.alike ?? 0)) best = { wish, offer, alike }
    }
  return best
}

/** Hashtags and what they help with. Running text says too much that is no topic. */
function topicsOf({ topics, helps_with: helps }: Pick<Facts, 'topics' | 'helps_with'>): Map<string, string> {
  const found = new Map<string, string>()
  for (const text of [...helps, ...topics.map((topic) => `#${topic}`)]) {
    const lower = text.toLowerCase()
    for (const { stem, word } of wordsOf(text)) {
      if (stem.startsWith('#') || found.has(stem)) continue
      found.set(stem, text.startsWith('#') ? text : asWritten(text, lower, word))
    }
  }
  return found
}

/** Where lower case is as long as what was written, as almost everywhere, the one tells where the word stands in the other. */
function asWritten(text: string, lower: string, word: string): string {
  const at = lower.length === text.length ? lower.indexOf(word) : -1
  return at < 0 ? word : text.slice(at, at + word.length)
}

/** Whoever writes to people of many countries writes it; that two do tells nothing of them. */
const EVERYWHERE = 'en'

/** What more than a third of a larger circle share tells nothing of two of them, nor does a language that not even half are without. */
export function rareAmong(all: readonly Known[], placeName: string): Rare {
  const words = countOf(all, ({ topics }) => topics.keys())
  const homes = new Set([...stemsIn(placeName), ...all.flatMap(({ home }) => [...home])])
  const places = countOf(all, (one) => one.places.map(asPlace))
  const languages = countOf(all, (one) => one.languages)
  const isFew = (count = 0) => count <= Math.max(3, all.length / 3)
  return {
    // Where somebody lives is no topic, nor is this place.
    word: (stem) => !homes.has(stem) && isFew(words.get(stem)),
    place: (place) => isFew(places.get(asPlace(place))),
    language: (language) => {
      const count = languages.get(language) ?? 0
      return language !== EVERYWHERE && isFew(count) && count * 2 <= all.length
    },
  }
}

function asPlace(text: string): string {
  return text.trim().toLowerCase()
}

/** How many share each. */
function countOf(all: readonly Known[], ofOne: (one: Known) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) for (const key of new Set(ofOne(one))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
