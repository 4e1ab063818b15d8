/** Chance that falls the same way every time: the same words always give the same picture, and the same town. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  next(): number
  between(least: number, most: number): number
  /** A whole number, both ends included. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  often(share: number): boolean
  shuffle<T>(list: readonly T[]): T[]
}

export function chance(seed: string): Chance {
  let state = hash(seed)
  // mulberry32 (Tommy Ettinger): 32 bits of state are plenty for a small town.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    between: (least, most) => least + next() * (most - least),
    pick: (from) => from[whole(0, from.length - 1)]!,
    often: (share) => next() < share,
    shuffle(list) {
      const left = [...list]
      return list.map(() => left.splice(whole(0, left.length - 1), 1)[0]!)
    },
  }
}

// FNV-1a
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193)
  return value >>> 0
}
