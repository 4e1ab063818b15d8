/**
 * Which open offers answer a need, and the other way about: an inverted index of their features, kept up as they come and go. Compared by
 * the cosine of weights times rarity (Salton, Wong, Yang, "A vector space model for automatic indexing", CACM 1975), less where one gives a
 * thing and the other time, or they are elsewhere. Constants were fitted to one half of bench/data/offers.json; the other is only measured.
 */
import { featuresOf, type Features } from './features.ts'

export type Way = 'gift' | 'lend' | 'swap' | 'time'
export type Wish = {
  id: string
  kind: 'offer' | 'need'
  what: string
  details: string
  way: Way
  where?: string | null
}
export type Match = { id: string; score: number }

type Kept = { wish: Wish; features: Features }

/** Of a service a thing is seldom the answer; a swap may be either. */
const OTHER_WAY = 0.6
const ELSEWHERE = 0.7
/** What is less alike is no match. */
const LEAST = 0.06
/** Below 1 a rare word counts for a little less than its rarity. */
const RARITY = 0.85

export type Matching = ReturnType<typeof makeMatching>

export function makeMatching() {
  const kept = new Map<string, Kept>()
  const lists = { offer: new Map<string, Map<string, number>>(), need: new Map<string, Map<string, number>>() }
  const counts = new Map<string, number>()
  /** What follows from all that are kept: worked out once for as long as these are the same. */
  const known = { rarities: new Map<string, number>(), lengths: new Map<string, number>() }

  function add(wish: Wish): void {
    remove(wish.id)
    forget()
    const features = featuresOf(wish.what, wish.details)
    kept.set(wish.id, { wish, features })
    for (const [feature, weight] of features) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1)
      const list = lists[wish.kind].get(feature)
      if (list) list.set(wish.id, weight)
      else lists[wish.kind].set(feature, new Map([[wish.id, weight]]))
    }
  }

  function remove(id: string): void {
    const gone = kept.get(id)
    if (!gone) return
    forget()
    kept.delete(id)
    for (const feature of gone.features.keys()) {
      counts.set(feature, counts.get(feature)! - 1)
      lists[gone.wish.kind].get(feature)!.delete(id)
    }
  }

  function forget() {
    known.rarities.clear()
    known.lengths.clear()
  }

  function rarity(feature: string): number {
    const found = known.rarities.get(feature)
    if (found !== undefined) return found
    const rare = Math.log(1 + kept.size / (1 + (counts.get(feature) ?? 0))) ** RARITY
    known.rarities.set(feature, rare)
    return rare
  }

  function lengthOf(id: string): number {
    const found = known.lengths.get(id)
    if (found !== undefined) return found
    const length = norm(kept.get(id)!.features)
    known.lengths.set(id, length)
    return length
  }

  function norm(features: Features): number {
    let sum = 0
    for (const [feature, weight] of features) sum += (weight * rarity(feature)) ** 2
    return Math.sqrt(sum) || 1
  }

  /** Those of the other kind that answer it, the likeliest first; it need not be among those that are kept. */
  function match(wish: Wish, limit: number): Match[] {
    const features = kept.get(wish.id)?.features ?? featuresOf(wish.what, wish.details)
    const others = lists[wish.kind === 'offer' ? 'need' : 'offer']
    const sums = new Map<string, number>()
    for (const [feature, weight] of features) {
      const rare = rarity(feature) ** 2
      for (const [id, other] of others.get(feature) ?? []) sums.set(id, (sums.get(id) ?? 0) + weight * other * rare)
    }
    const length = norm(features)
    return [...sums]
      .map(([id, sum]) => {
        return { id, score: (sum / (length * lengthOf(id))) * fit(wish, kept.get(id)!.wish) }
      })
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
  }

  return { add, remove, match }
}

function fit(one: Wish, other: Wish): number {
  const swap = one.way === 'swap' || other.way === 'swap'
  const way = swap || (one.way === 'time') === (other.way === 'time') ? 1 : OTHER_WAY
  const apart = one.where && other.where && one.where.trim().toLowerCase() !== other.where.trim().toLowerCase()
  return way * (apart ? ELSEWHERE : 1)
}
