/**
 * Which open offers answer a need, and the other way about: an inverted index of their features, kept up as they come and go. Compared by
 * the cosine of weights times rarity (Salton, Wong, Yang, "A vector space model for automatic indexing", CACM 1975), less where one gives a
 * thing and the other time, or they are elsewhere. Constants were fitted to one half of bench/data/offers.json; the other is only measured.
 */
import { featuresOf, isWordOrMeaning, type Features } from './features.ts'

export type Way = 'gift' | 'lend' | 'swap' | 'time'
export type Wish = {
  id: string
  kind: Kind
  what: string
  details: string
  way: Way
  /** Of a swap: what is wanted for what is offered, or offered for what is needed. */
  forWhat?: string | null
  where?: string | null
}
export type Match = { id: string; score: number }

type Kind = 'offer' | 'need'
type Placed = { wish: Wish; place: string }
/** What is offered or what is needed: of a swap both. */
type Side = { key: string; kind: Kind; features: Features }
type Kept = Placed & Side

/** Of a service a thing is seldom the answer; a swap may be either. */
const OTHER_WAY = 0.6
const ELSEWHERE = 0.7
/** Of the same part of life alone, without a word or a meaning in common, little is the answer: a chain saw is none to a rolling pin. */
const NO_WORD = 0.7
/** As alike as this (0 to 1), one is told, and it stands as a match where one did not ask for any. */
export const TOLD = 0.2
/** What is less alike is no match. */
const LEAST = 0.06
/** Below 1 a rare word counts for a little less than its rarity. */
const RARITY = 0.85

export type Matching = ReturnType<typeof makeMatching>

export function makeMatching() {
  const kept = new Map<string, Kept>()
  const lists = { offer: new Map<string, Map<string, number>>(), need: new Map<string, Map<string, number>>() }
  const counts = new Map<string, number>()
  /** What follows from all that are kept: worked out anew once more than a hundredth of them has changed. */
  const known = { rarities: new Map<string, number>(), lengths: new Map<string, number>(), changes: 0 }

  function has(id: string): boolean {
    return kept.has(id)
  }

  function add(wish: Wish): void {
    remove(wish.id)
    for (const side of sidesOf(wish)) {
      const { key, kind, features } = side
      change(key)
      kept.set(key, { ...side, wish, place: placeOf(wish) })
      for (const [feature, weight] of features) {
        counts.set(feature, (counts.get(feature) ?? 0) + 1)
        const list = lists[kind].get(feature)
        if (list) list.set(key, weight)
        else lists[kind].set(feature, new Map([[key, weight]]))
      }
    }
  }

  function remove(id: string): void {
    for (const key of [id, inReturn(id)]) {
      const gone = kept.get(key)
      if (!gone) continue
      change(key)
      kept.delete(key)
      for (const feature of gone.features.keys()) {
        counts.set(feature, counts.get(feature)! - 1)
        lists[gone.kind].get(feature)!.delete(key)
      }
    }
  }

  function change(key: string) {
    known.lengths.delete(key)
    known.changes += 1
    if (known.changes * 100 <= kept.size) return
    known.rarities.clear()
    known.lengths.clear()
    known.changes = 0
  }

  function rarity(feature: string): number {
    const found = known.rarities.get(feature)
    if (found !== undefined) return found
    const rare = Math.log(1 + kept.size / (1 + (counts.get(feature) ?? 0))) ** RARITY
    known.rarities.set(feature, rare)
    return rare
  }

  function lengthOf(key: string): number {
    const found = known.lengths.get(key)
    if (found !== undefined) return found
    const length = norm(kept.get(key)!.features)
    known.lengths.set(key, length)
    return length
  }

  function norm(features: Features): number {
    let sum = 0
    for (const [feature, weight] of features) sum += (weight * rarity(feature)) ** 2
    return Math.sqrt(sum) || 1
  }

  /**
   * Those that answer it, the likeliest first; it need not be among those that are kept. `plain`: an offer a need, without what of a swap is
   * for it.
   */
  function match(wish: Wish, limit: number, { plain = false } = {}): Match[] {
    const best = new Map<string, number>()
    const placed = { wish, place: placeOf(wish) }
    for (const side of keptSides(wish).slice(0, plain ? 1 : 2))
      for (const { key, alike } of alikeTo(side)) {
        const other = kept.get(key)!
        const { id } = other.wish
        if (id === wish.id || (plain && key !== id)) continue
        const score = alike * fit(placed, other)
        if (score >= LEAST && score > (best.get(id) ?? 0)) best.set(id, score)
      }
    const found = Array.from(best, ([id, score]) => ({ id, score }))
    return found.sort((a, b) => b.score - a.score || chance(wish.id, a.id) - chance(wish.id, b.id)).slice(0, limit)
  }

  function keptSides(wish: Wish): Side[] {
    const side = kept.get(wish.id)
    if (!side || !says(side.wish, wish)) return sidesOf(wish)
    const other = kept.get(inReturn(wish.id))
    return other ? [side, other] : [side]
  }

  function alikeTo({ kind, features }: Side): { key: string; alike: number }[] {
    const others = lists[otherKind(kind)]
    const sums = new Map<string, number>()
    const worded = new Set<string>()
    for (const [feature, weight] of features) {
      const rare = rarity(feature) ** 2
      const said = isWordOrMeaning(feature)
      for (const [other, its] of others.get(feature) ?? []) {
        sums.set(other, (sums.get(other) ?? 0) + weight * its * rare)
        if (said) worded.add(other)
      }
    }
    const length = norm(features)
    const found: { key: string; alike: number }[] = []
    for (const [other, sum] of sums) {
      const alike = (sum / (length * lengthOf(other))) * (worded.has(other) ? 1 : NO_WORD)
      if (alike >= LEAST) found.push({ key: other, alike })
    }
    return found
  }

  return { has, add, remove, match }
}

const otherKind = (kind: Kind): Kind => (kind === 'offer' ? 'need' : 'offer')
const inReturn = (id: string) => `${id} in return`

function sidesOf({ id, kind, what, details, forWhat }: Wish): Side[] {
  const side = { key: id, kind, features: featuresOf(what, details) }
  if (!forWhat) return [side]
  return [side, { key: inReturn(id), kind: otherKind(kind), features: featuresOf(forWhat, '') }]
}

/** The same for the same two: of those as likely as each other who was here first has nothing of it (FNV-1a). */
function chance(one: string, other: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${one} ${other}`) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  return hash >>> 0
}

/** It may have been said anew, and be kept as it was before. */
const says = (one: Wish, other: Wish) =>
  one.what === other.what && one.details === other.details && one.forWhat === other.forWhat

/** At most 1. */
function fit(one: Placed, other: Placed): number {
  const swap = one.wish.way === 'swap' || other.wish.way === 'swap'
  const way = swap || (one.wish.way === 'time') === (other.wish.way === 'time') ? 1 : OTHER_WAY
  const apart = one.place && other.place && one.place !== other.place
  return way * (apart ? ELSEWHERE : 1)
}

function placeOf({ where }: Wish): string {
  return where?.trim().toLowerCase() ?? ''
}
