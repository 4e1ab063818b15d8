/** How much which reason has proved to be worth. */
import type { Kind, Reason } from './reasons.ts'

/** How much each kind adds to what the graph says, which is from 0 to 1, before anything is learned. */
const WORTH: Record<Kind, number> = { shared: 0.2, seeks: 1.2, topics: 0.35, place: 0.15, language: 0.15 }

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
