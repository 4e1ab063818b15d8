/** The same numbers at every run, so that two runs measure the same place (mulberry32). */
export type Dice = {
  /** From 0 up to, but not, 1. */
  share: () => number
  chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number
  pick: <T>(values: readonly T[]) => T
  hex: (digits: number) => string
}

export function makeDice(seed: number): Dice {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    share: next,
    chance: (probability) => next() < probability,
    between,
    pick: (values) => values[between(0, values.length - 1)]!,
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join(''),
  }
}
