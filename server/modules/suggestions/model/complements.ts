/** Who seeks what another offers, among hundreds of people. */
import { tellingIn } from '#modules/asks'
import { answered, type Known } from './reasons.ts'

/** So many pairs are held against each other closely, those who share a rare word first. */
const MOST_COMPARED = 8_000

/** Pairs of whom one seeks what the other offers, the most alike first, found by the words that both say and not by trying all. */
export function complements(
  all: readonly Known[],
  open: (one: string, other: string) => boolean,
  most: number,
): [string, string][] {
  const found: { pair: [string, string]; alike: number }[] = []
  const tried = new Uint8Array(all.length ** 2)
  let left = MOST_COMPARED
  for (const { seekers, helpers } of sharing(all))
    for (const s of seekers)
      for (const h of helpers) {
        if (tried[s * all.length + h]) continue
        tried[s * all.length + h] = 1
        const [seeker, helper] = [all[s]!, all[h]!]
        if (s === h || !open(seeker.id, helper.id)) continue
        if (left-- === 0) return best(found, most)
        const { alike } = answered(seeker, helper) ?? {}
        if (alike) found.push({ pair: [seeker.id, helper.id], alike })
      }
  return best(found, most)
}

/** For each word that tells something, by their places: who seeks with it, and who offers with it. Those of the fewest pairs first. */
function sharing(all: readonly Known[]) {
  const seeking = placesByStem(all, ({ wishes }) => wishes)
  const offering = placesByStem(all, ({ offers }) => offers)
  return [...seeking]
    .flatMap(([stem, seekers]) => ({ seekers, helpers: offering.get(stem) ?? [] }))
    .filter(({ helpers }) => helpers.length > 0)
    .sort((a, b) => a.seekers.length * a.helpers.length - b.seekers.length * b.helpers.length)
}

function placesByStem(all: readonly Known[], sayings: (one: Known) => Known['offers']): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [at, one] of all.entries())
    for (const stem of new Set(sayings(one).flatMap(({ about }) => tellingIn(about)))) {
      const there = places.get(stem)
      if (there) there.push(at)
      else places.set(stem, [at])
    }
  return places
}

function best(found: { pair: [string, string]; alike: number }[], most: number): [string, string][] {
  return found
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ pair }) => pair)
}
