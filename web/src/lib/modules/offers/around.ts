/** How a ring is drawn: oneself in front, whoever one gives to at one's right hand, and so on round the table. */

/** In the drawing's own units; the faces stand by classes of the same places (Round.svelte). */
const CENTRE = 152
const RADIUS = 112
/** Kept free around a face, where its name stands below it, and around the flame between two, in degrees. */
const FACE = 19
const NAME = 33
const FLAME = 8.5

export type Hand = { lines: string[]; flame: string; point: string }

/** From each place to the next: the two pieces of the line, the flame between them, and the point it ends with. */
export function handsAround(size: number): Hand[] {
  const step = 360 / size
  return Array.from({ length: size }, (_, place) => {
    const seat = 90 - place * step
    const from = seat - room(seat, -1)
    const to = seat - step + room(seat - step, 1)
    const middle = (from + to) / 2
    return {
      lines: [arc(from, middle + FLAME), arc(middle - FLAME, to)],
      flame: `translate(${at(middle)}) scale(0.92) translate(-12 -12)`,
      point: `translate(${at(to)}) rotate(${round(to - 90)})`,
    }
  })
}

/** How far from a seat a line keeps that comes or goes on this side of it. */
function room(seat: number, side: 1 | -1): number {
  return height(seat + side * FACE) - height(seat) > 0.2 ? NAME : FACE
}
/** Downwards, as it is drawn. */
const height = (degrees: number) => Math.sin((degrees * Math.PI) / 180)

const arc = (from: number, to: number) => `M${at(from)}A${RADIUS} ${RADIUS} 0 0 0 ${at(to)}`

function at(degrees: number): string {
  const angle = (degrees * Math.PI) / 180
  return `${round(CENTRE + RADIUS * Math.cos(angle))} ${round(CENTRE + RADIUS * Math.sin(angle))}`
}

const round = (value: number) => Math.round(value * 10) / 10
