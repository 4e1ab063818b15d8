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

type Placed = { wish: Wish; place: string }
type Kept = Placed & { features: Features }

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
  /** What follows from all that are kept: worked out anew once more than a hundredth of them has changed. */
  const known = { rarities: new Map<string, number>(), lengths: new Map<string, number>(), changes: 0 }

  function add(wish: Wish): void {
    remove(wish.id)
    change(wish.id)
    const features = featuresOf(wish.what, wish.details)
    kept.set(wish.id, { wish, features, place: placeOf(wish) })
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
    change(id)
    kept.delete(id)
    for (const feature of gone.features.keys()) {
      counts.set(feature, counts.get(feature)! - 1)
      lists[gone.wish.kind].get(feature)!.delete(id)
    }
  }

  function change(id: string) {
    known.lengths.delete(id)
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
    const [length, place] = [norm(features), placeOf(wish)]
    const found: Match[] = []
    for (const [id, sum] of sums) {
      const alike = sum / (length * lengthOf(id))
      if (alike < LEAST) continue
      const score = alike * fit({ wish, place }, kept.get(id)!)
      if (score >= LEAST) found.push({ id, score })
    }
    return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit)
  }

  return { add, remove, match }
}

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
