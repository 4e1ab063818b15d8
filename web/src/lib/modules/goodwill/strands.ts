/** The lines between the lamps of a list, row by row: where each begins and ends, so that one row needs to know no other. */
import type { Row } from './forest.ts'

/** In sixteenths of a rem from the left: lamps hang here in turn, as a string of lights does. */
const HANGS = [20, 56, 38]
/** What goes on to a later row passes the lamps between here. */
const ASIDE = 84

export type Strand = { from: number; to: number }

/** Where the lamp of a row hangs. */
export const placeOf = (depth: number) => HANGS[depth % HANGS.length]!
export const sideOf = (depth: number) => (['l', 'r', 'm'] as const)[depth % HANGS.length]!

/** For each row the strands from its lamp's height to that of the next one's. `goesOn`: after the last there is one more lamp. */
export function strandsOf(rows: readonly Row[], goesOn = false): Strand[][] {
  const at = new Map(rows.map(({ grown }, i) => [grown, i]))
  const ways = rows.flatMap(({ parent, depth }, to) =>
    parent ? [{ from: at.get(parent)!, to, x: placeOf(depth) }] : [],
  )
  return rows.map(({ depth }, i) => {
    const here = ways.filter(({ from, to }) => from <= i && to > i)
    const strands = here.map(({ from, to, x }) => ({
      from: from === i ? placeOf(depth) : ASIDE,
      to: to === i + 1 ? x : ASIDE,
    }))
    if (goesOn && i === rows.length - 1) strands.push({ from: placeOf(depth), to: placeOf(depth + 1) })
    return strands.filter((one, at) => strands.findIndex((same) => same.from === one.from && same.to === one.to) === at)
  })
}

export const curveOf = ({ from, to }: Strand) => `M${from} 0C${from} 55 ${to} 45 ${to} 100`
