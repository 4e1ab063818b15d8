/**
 * What an offer or a need is about, as weighed features: what its words mean (the lexicon's groups), of what part of life they are (its
 * fields), also in the parts of a compound, the words themselves by their stems, and, where none of it is known, pieces of words.
 */
import { isQualifying, wordsOf } from '#modules/asks'
import { FIELDS } from './fields.ts'
import { GROUPS } from './lexicon.ts'

export type Features = ReadonlyMap<string, number>

/** How much each tells. */
const WEIGHTS = {
  meant: 0.5,
  field: 0.8,
  part: 1,
  written: 0.5,
  /** A word that is in the lexicon tells by its meaning; itself it tells a little more. */
  writtenToo: 0.45,
  piece: 0.1,
  qualifies: 0.25,
  /** Said at length it tells less than said in a line. */
  details: 0.7,
}
const SHORTEST_PART = 4
const PIECE_LENGTH = 4
/** What stands between the parts of a German compound. */
const LINKS = ['', 'n', 's', 'en', 'es', 'er', 'e']

const MARKS = { meaning: '=', field: '@', piece: '~' }
const meanings = dictionary(MARKS.meaning, GROUPS)
const fields = dictionary(MARKS.field, FIELDS)

function dictionary(mark: string, lines: readonly (readonly string[])[]): Map<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const words of lines)
    for (const { stem } of words.flatMap(wordsOf)) {
      const feature = `${mark} ${words[0]}`
      const known = found.get(stem)
      if (!known) found.set(stem, [feature])
      else if (!known.includes(feature)) known.push(feature)
    }
  return found
}

/** Not only a part of life, or a piece of a word. */
export const isWordOrMeaning = (feature: string) => !feature.startsWith(MARKS.field) && !feature.startsWith(MARKS.piece)

export function featuresOf(what: string, details: string): Features {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => features.set(feature, Math.max(features.get(feature) ?? 0, weight))
  for (const [text, share] of [
    [what, 1],
    [details, WEIGHTS.details],
  ] as const)
    for (const { stem, word } of wordsOf(text)) {
      const weight = share * (isQualifying(stem) ? WEIGHTS.qualifies : 1)
      const known = meanings.has(stem) || fields.has(stem)
      tell(stem, weight, add)
      add(stem, weight * (known ? WEIGHTS.writtenToo : WEIGHTS.written))
      if (known || isQualifying(stem)) continue
      for (const part of partsOf(word)) tell(part, weight * WEIGHTS.part, add)
      for (const piece of piecesOf(stem)) add(MARKS.piece + piece, weight * WEIGHTS.piece)
    }
  return features
}

/** What a word means, and of what it is; one that is of several things tells less of each. */
function tell(stem: string, weight: number, add: (feature: string, weight: number) => void): void {
  for (const feature of meanings.get(stem) ?? []) add(feature, weight * WEIGHTS.meant)
  const of = fields.get(stem) ?? []
  for (const feature of of) add(feature, (weight * WEIGHTS.field) / Math.sqrt(of.length))
}

/** The stems of the words that begin and end a compound, where they are known. */
function partsOf(word: string): Set<string> {
  const found = new Set<string>()
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const head = word.slice(0, at)
    for (const link of LINKS)
      if (head.endsWith(link) && head.length - link.length >= SHORTEST_PART)
        keep(head.slice(0, head.length - link.length))
    keep(word.slice(at))
  }
  return found

  function keep(part: string) {
    for (const { stem } of wordsOf(part)) if (meanings.has(stem) || fields.has(stem)) found.add(stem)
  }
}

function piecesOf(stem: string): string[] {
  if (stem.length <= PIECE_LENGTH) return []
  return Array.from({ length: stem.length - PIECE_LENGTH + 1 }, (_, at) => stem.slice(at, at + PIECE_LENGTH))
}
