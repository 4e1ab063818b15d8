/** An inverted index that pieces of text enter and leave one at a time; BM25 (Robertson, Zaragoza 2009) compares a question with each. */
export type Postings = ReturnType<typeof makePostings>

/** How alike: by the pieces that share a word with the question. `full` is what a piece of all its words would have. */
export type Matches = { pieces: number[]; scores: Float64Array; full: number }

const SATURATION = 1.2
const LENGTH = 0.75
/** A posting is a piece and how often the word stands in it, in one small integer. */
const COUNTS = 16
/** Of a long question the words that tell most; of common ones only as many as can be looked through in time. */
const MOST_WORDS = 25
const MOST_POSTINGS = 25_000

export function makePostings() {
  const lists = new Map<string, number[]>()
  const stems: (string[] | null)[] = []
  const lengths: number[] = []
  const free: number[] = []
  let length = 0

  function add(words: readonly string[]): number {
    const counts = new Map<string, number>()
    for (const stem of words) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    const piece = free.pop() ?? stems.length
    stems[piece] = [...counts.keys()]
    lengths[piece] = words.length
    length += words.length
    for (const [stem, count] of counts) {
      const posting = piece * COUNTS + Math.min(count, COUNTS - 1)
      const list = lists.get(stem)
      if (list) list.push(posting)
      else lists.set(stem, [posting])
    }
    return piece
  }

  function remove(piece: number): void {
    for (const stem of stems[piece] ?? []) {
      const list = lists.get(stem)!
      list.splice(
        list.findIndex((posting) => Math.floor(posting / COUNTS) === piece),
        1,
      )
      if (list.length === 0) lists.delete(stem)
    }
    length -= lengths[piece]!
    stems[piece] = null
    free.push(piece)
  }

  function match(question: ReadonlyMap<string, number>): Matches {
    const size = stems.length - free.length
    const mean = length / Math.max(1, size)
    const asked = [...question]
      .map(([stem, weight]) => ({ list: lists.get(stem), weight: weight * rarity(size, lists.get(stem)?.length ?? 0) }))
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, MOST_WORDS)
    const scores = new Float64Array(stems.length)
    const pieces: number[] = []
    let seen = 0
    for (const { list = [], weight } of asked) {
      seen += list.length
      if (seen > MOST_POSTINGS) break
      for (const posting of list) {
        const piece = Math.floor(posting / COUNTS)
        const count = posting % COUNTS
        const damped = count + SATURATION * (1 - LENGTH + (LENGTH * lengths[piece]!) / mean)
        if (scores[piece] === 0) pieces.push(piece)
        scores[piece]! += (weight * count * (SATURATION + 1)) / damped
      }
    }
    return { pieces, scores, full: asked.reduce((sum, { weight }) => sum + weight, 0) }
  }

  return { add, remove, match, stems: (piece: number): readonly string[] => stems[piece] ?? [] }
}

function rarity(size: number, found: number): number {
  return Math.log(1 + (size - found + 0.5) / (found + 0.5))
}
