import words from './fields.json' with { type: 'json' }

/**
 * What reveals of which part of everyday life an offer or a need is, in German and English: a Sackkarre answers whoever must get a washing
 * machine to the fourth floor, because both are of moving. A field is what one neighbour does for another; it has the things, the doings,
 * the tools, the people and the symptoms of it, under its name in fields.json. A word may stand in several. Left out is
 * what reveals nothing, and what is another word in the other language or becomes one when its ending is taken off (Kinder, kind).
 */
export const FIELDS: readonly (readonly string[])[] = Object.entries(words).map(([name, lines]) => [
  name,
  ...lines.flatMap((line) => line.split(' ')),
])
