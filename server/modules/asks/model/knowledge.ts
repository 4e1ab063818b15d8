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

type Kept = { number: number; person: number; kind: number }

/** A word of the text against one of the title, which says what is asked. */
const TEXT = 0.5
/** What is less alike tells nothing. */
const LEAST = 0.1
/** The share of the question's words from which on a piece is close even where none is closer. */
const CLOSE = 0.25
/** Somebody may know without having told. */
const UNTOLD = 0.1
const KNOWING = 0.6
/** Who answered much has words of everything. */
const BREADTH = 0.27
/** How far "I don't know" lowers the very same question. */
const DOUBT = 0.9

const ANSWERED = KINDS.indexOf('answered')
const UNKNOWN = KINDS.indexOf('unknown')
const MOST = KINDS.map((kind) => WORTH[kind].most)

export function makeKnowledge(): Knowledge {
  const postings = makePostings()
  const kept: Kept[] = []
  const byId = new Map<string, Kept>()
  const numbers = new Map<string, number>()
  const answers: number[] = []

  function add({ id, person, kind, text }: Piece): void {
    remove(id)
    const number = postings.add(wordsOf(text).map(({ stem }) => stem))
    const piece = { number, person: numberOf(person), kind: KINDS.indexOf(kind) }
    kept[number] = piece
    byId.set(id, piece)
    if (piece.kind === ANSWERED) answers[piece.person]! += 1
  }

  function numberOf(person: string): number {
    const known = numbers.get(person)
    if (known !== undefined) return known
    numbers.set(person, numbers.size)
    return answers.push(0) - 1
  }

  function remove(id: string): void {
    const piece = byId.get(id)
    if (!piece) return
    postings.remove(piece.number)
    byId.delete(id)
    if (piece.kind === ANSWERED) answers[piece.person]! -= 1
  }

  function about(question: Question): Known {
    const asked = wordsAsked(question)
    const alike = compare(asked.weights)
    const sums = new Float64Array(numbers.size * KINDS.length)
    for (const number of alike.pieces) {
      const { person, kind } = kept[number]!
      const place = person * KINDS.length + kind
      sums[place] = joined(kind, sums[place]!, alike.by[number]!)
    }
    const of = (person: string) => {
      const number = numbers.get(person)
      return number === undefined ? UNTOLD ** KNOWING : knowing(sums, number * KINDS.length, answers[number]!)
    }
    const why = (people: readonly string[]) => {
      const told = people.map((): Told[] => [])
      const wanted = new Int32Array(numbers.size).fill(-1)
      for (const [index, person] of people.entries()) if (numbers.has(person)) wanted[numbers.get(person)!] = index
      for (const number of alike.pieces) {
        const { person, kind } = kept[number]!
        const own = told[wanted[person]!]
        if (own) own.push({ kind: KINDS[kind]!, by: alike.by[number]!, stems: postings.stems(number) })
      }
      return told.map((own) => groundOf(own, asked.words))
    }
    return { of, why }
  }

  /** The pieces that are alike, and by how much (0 to 1): squared, so that few close ones stand before many distant ones. */
  function compare(weights: ReadonlyMap<string, number>): { pieces: number[]; by: Float64Array } {
    const { pieces, scores: by, best, full } = postings.match(weights)
    const close = Math.max(best, CLOSE * full)
    const alike = pieces.filter((number) => {
      // Not to know something is about that question, so it is not measured by what else was said.
      const share = Math.min(1, by[number]! / (kept[number]!.kind === UNKNOWN ? full : close))
      by[number] = share * share
      return share > LEAST
    })
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
