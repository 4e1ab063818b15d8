/** Graphs to test rankings with. */
import { buildGraph, type Graph } from '#modules/acquaintance'

/** So many circles of so many people, of whom two in three know each other, and one or two each knows from other circles. */
export function circles(count: number, size: number, random: () => number): Graph {
  const pairs: [string, string][] = []
  const people = count * size
  for (let person = 0; person < people; person += 1) {
    const first = person - (person % size)
    for (let other = first; other < person; other += 1) if (random() < 2 / 3) pairs.push([idOf(person), idOf(other)])
    pairs.push([idOf(person), idOf(Math.floor(random() * people))])
  }
  return buildGraph(pairs)
}

/** Numbers from 0 up to 1, the same for the same seed (Park and Miller, 1988). */
export function randomFrom(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48271) % 0x7fffffff
    return state / 0x7fffffff
  }
}

function idOf(person: number): string {
  return String(1000 + person)
}
