/**
 * Who knows what, in memory. A question is compared with each piece of evidence, and the pieces are summed up to people instead of
 * being one profile each: the document model of Balog, Azzopardi and de Rijke ("A language modeling framework for expert
 * finding", IPM 2009).
 */
import { joined, KINDS, WORTH, type Ground, type Piece } from './evidence.ts'
import { groundOf, type Told } from './grounds.ts'
import { makePostings } from './postings.ts'
import { wordsOf } from './words.ts'

export type Question = { title: string; text?: string | undefined }

/** What is known of everybody about one question. */
export type Known = { of: (person: string) => number; why: (people: readonly string[]) => (Ground | null)[] }

export type Knowledge = {
  add: (piece: Piece) => void
  remove: (id: string) => void
  about: (question: Question) => Known
}

/** A word of the text against one of the title, which says what is asked. */
const TEXT = 0.5
/** What is less alike tells nothing. */
const LEAST = 0.1
/** The share of the question's words from which on a piece is close even where none is closer. */
const CLOSE = 0.25
/** Somebody may know without having told. */
const UNTOLD = 0.1
const KNOWING = 0.6
const NOTHING_TOLD = UNTOLD ** KNOWING
/** Who answered much has words of everything. */
const BREADTH = 0.27
/** How far "I don't know" lowers the very same question. */
const DOUBT = 0.9

const ANSWERED = KINDS.indexOf('answered')
const UNKNOWN = KINDS.indexOf('unknown')
const MOST = KINDS.map((kind) => WORTH[kind].most)

export function makeKnowledge(): Knowledge {
  const postings = makePostings()
  const byId = new Map<string, number>()
  const numbers = new Map<string, number>()
  const answers: number[] = []
  /** Of each piece by its number; side by side, because a question looks through many thousands. */
  const owners: number[] = []
  const kinds: number[] = []

  function add({ id, person, kind, text }: Piece): void {
    remove(id)
    const piece = postings.add(wordsOf(text).map(({ stem }) => stem))
    byId.set(id, piece)
    owners[piece] = numberOf(person)
    kinds[piece] = KINDS.indexOf(kind)
    if (kind === 'answered') answers[owners[piece]]! += 1
  }

  function numberOf(person: string): number {
    const known = numbers.get(person)
    if (known !== undefined) return known
    numbers.set(person, numbers.size)
    return answers.push(0) - 1
  }

  function remove(id: string): void {
    const piece = byId.get(id)
    if (piece === undefined) return
    postings.remove(piece)
    byId.delete(id)
    if (kinds[piece] === ANSWERED) answers[owners[piece]!]! -= 1
  }

  function about(question: Question): Known {
    const asked = wordsAsked(question)
    const alike = compare(asked.weights)
    const sums = new Float64Array(numbers.size * KINDS.length)
    for (const piece of alike.pieces) {
      const kind = kinds[piece]!
      const place = owners[piece]! * KINDS.length + kind
      sums[place] = joined(kind, sums[place]!, alike.by[piece]!)
    }
    const of = (person: string) => {
      const number = numbers.get(person)
      return number === undefined ? NOTHING_TOLD : knowing(sums, number * KINDS.length, answers[number]!)
    }
    const why = (people: readonly string[]) => {
      const told = new Map<number, Told[]>()
      for (const person of people) if (numbers.has(person)) told.set(numbers.get(person)!, [])
      const wanted = new Uint8Array(numbers.size)
      for (const number of told.keys()) wanted[number] = 1
      for (const piece of alike.pieces) {
        if (wanted[owners[piece]!] === 0) continue
        const ground = { kind: KINDS[kinds[piece]!]!, by: alike.by[piece]!, stems: postings.stems(piece) }
        told.get(owners[piece]!)!.push(ground)
      }
      return people.map((person) => groundOf(told.get(numbers.get(person) ?? -1) ?? [], asked.words))
    }
    return { of, why }
  }

  /** The pieces that are alike, and by how much (0 to 1): squared, so that few close ones stand before many distant ones. */
  function compare(weights: ReadonlyMap<string, number>): { pieces: number[]; by: Float64Array } {
    const { pieces, scores: by, full } = postings.match(weights)
    let close = CLOSE * full
    for (const piece of pieces) close = Math.max(close, by[piece]!)
    const alike: number[] = []
    for (const piece of pieces) {
      // Not to know something is about that question, so it is not measured by what else was said.
      const share = Math.min(1, by[piece]! / (kinds[piece] === UNKNOWN ? full : close))
      by[piece] = share * share
      if (share > LEAST) alike.push(piece)
    }
    return { pieces: alike, by }
  }

  return { add, remove, about }
}

function wordsAsked({ title, text = '' }: Question) {
  const weights = new Map<string, number>()
  const words = new Map<string, string>()
  for (const [from, weight] of [
    [title, 1],
    [text, TEXT],
  ] as const) {
    for (const { stem, word } of wordsOf(from)) {
      if (weights.has(stem)) continue
      weights.set(stem, weight)
      words.set(stem, word)
    }
  }
  return { weights, words }
}

function knowing(sums: Float64Array, from: number, answers: number): number {
  let told = UNTOLD
  for (let kind = 0; kind < KINDS.length; kind++) told += MOST[kind]! * sums[from + kind]!
  const doubt = 1 - DOUBT * sums[from + UNKNOWN]!
  return (told ** KNOWING / (1 + answers) ** BREADTH) * doubt
}
