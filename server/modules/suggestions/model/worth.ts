/** How much which reason has proved to be worth. */
import type { ReasonKind } from '#modules/introductions'
import type { Reason } from './reasons.ts'

/** How much each kind adds to what the graph says, which is from 0 to 1, before anything is learned. */
const WORTH: Record<ReasonKind, number> = { shared: 0.2, seeks: 1.2, topics: 0.35, place: 0.15, language: 0.15 }

/** What came of earlier introductions that were suggested for a reason of this kind; `bad`: one of the two said that it was not good. */
export type Outcome = { kind: ReasonKind; proposed: number; met: number; good: number; bad: number }

const USUAL = 0.4
const WEIGHT = 8
const GOOD = 1
const MET = 0.6
const BAD = 0.2

/** A factor for each kind: what became of those proposed for it, drawn to the usual while there are few (a Beta prior). */
export function worthOf(outcomes: readonly Outcome[]): (kind: ReasonKind) => number {
  const factors = new Map(
    outcomes.map(({ kind, proposed, met, good, bad }) => {
      const success = GOOD * good + BAD * bad + MET * (met - good - bad)
      return [kind, (USUAL * WEIGHT + success) / (WEIGHT + proposed) / USUAL]
    }),
  )
  return (kind) => WORTH[kind] * (factors.get(kind) ?? 1)
}

/** The graph's place in its own list (the first 1, the last almost 0), and what speaks for it. */
export function scoreOf(place: number, reasons: readonly Reason[], worth: (kind: ReasonKind) => number): number {
  return place + reasons.reduce((sum, { kind }) => sum + worth(kind), 0)
}
