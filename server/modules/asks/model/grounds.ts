/** Why somebody would know, in words one can be told: "answered three times about violin and bow". */
import { joined, KINDS, WORTH, type Ground, type Kind } from './evidence.ts'

export type Told = { kind: Kind; by: number; stems: readonly string[] }

/** What is less alike is no ground. */
const LEAST = 0.05
const WORDS = 3

/** The kind that carries most; its words as they were asked, those that the most pieces have first. */
export function groundOf(told: readonly Told[], asked: ReadonlyMap<string, string>): Ground | null {
  const grounds = KINDS.flatMap((kind, at) => {
    const pieces = told.filter((piece) => piece.kind === kind && piece.by >= LEAST)
    const sum = pieces.reduce((sum, { by }) => joined(at, sum, by), 0)
    return kind === 'unknown' || sum === 0 ? [] : [{ kind, pieces, carried: WORTH[kind].most * sum }]
  })
  const [most] = grounds.toSorted((a, b) => b.carried - a.carried)
  if (!most) return null
  const weights = new Map<string, number>()
  for (const { stems, by } of most.pieces)
    for (const stem of stems) {
      const word = asked.get(stem)
      if (word) weights.set(word, (weights.get(word) ?? 0) + by)
    }
  const words = [...weights].toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
  return { kind: most.kind, words: words.slice(0, WORDS), count: most.pieces.length }
}
