/** What may tell that somebody knows something, and what it is worth. */

/**
 * One `answered` a question, was thanked for it (`helped`), `offers` help by one's own statement, is said to know by a friend
 * (`vouched`), `said` something, or told that one does not know (`unknown`). To the text of `answered`, `helped` and `unknown` belongs
 * the question's.
 */
export const KINDS = ['answered', 'helped', 'offers', 'vouched', 'said', 'unknown'] as const
export type Kind = (typeof KINDS)[number]

/** `id` is where it stems from; under it, it is taken back. */
export type Piece = { id: string; person: string; kind: Kind; text: string }

/** Why somebody would know: in `count` pieces of this kind stand these words of the question. */
export type Ground = { kind: Exclude<Kind, 'unknown'>; words: string[]; count: number }

/**
 * Answers add up; of what was merely told the tenth time says hardly more than the third. A friend's word counts half of one's own
 * (Horowitz, Kamvar, "The anatomy of a large-scale social search engine", WWW 2010).
 */
export const WORTH: Record<Kind, { most: number; addsUp: boolean }> = {
  answered: { most: 1, addsUp: true },
  helped: { most: 1, addsUp: true },
  offers: { most: 1.5, addsUp: false },
  vouched: { most: 0.75, addsUp: false },
  said: { most: 0.5, addsUp: false },
  unknown: { most: 0, addsUp: false },
}

const ADDS_UP = KINDS.map((kind) => WORTH[kind].addsUp)

/** One more piece of a kind (by its number), and how alike it is to the question. */
export function joined(kind: number, sum: number, alike: number): number {
  return ADDS_UP[kind] ? sum + alike : sum + alike - sum * alike
}
