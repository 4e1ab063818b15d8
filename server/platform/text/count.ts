import { parseText } from './pieces.ts'

const CHARACTERS_A_LINK = 23
// More cannot be an honest text of any length we allow: a character of a thousand marks, or links without end.
const MOST_UNITS = 20_000
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * How long a text is, as Mastodon counts: in characters as people see them, a link as 23, somebody on another server
 * by the name alone.
 */
export function countCharacters(text: string): number {
  if (text.length > MOST_UNITS) return text.length
  let count = 0
  for (const piece of parseText(text)) {
    if (piece.kind === 'link') count += CHARACTERS_A_LINK
    else if (piece.kind === 'mention') count += piece.username.length + 1
    else count += graphemes(piece.text)
  }
  return count
}

/** Longer than so many characters. A link counts 23 however long it is, so the plain length has a limit too. */
export function isLonger(text: string, most: number): boolean {
  return countCharacters(text) > most || text.length > 10 * most
}

function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}
