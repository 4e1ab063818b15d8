/** Ways round: each gives something to the next, and the last to the first. Without I/O. */

/** A ring waits so long for everybody's yes, and no longer than what it is made of stands. */
export const DAYS_TO_ANSWER = 14
/** So many may wait for one person's answer. */
export const WAITING_AT_MOST = 3
export const ANSWERS = ['yes', 'no'] as const
export type Answer = (typeof ANSWERS)[number]

/** An offer of somebody's answers a need of somebody else's. */
export type Giving = { from: string; to: string; offerId: string; needId: string; score: number }
/** In their order: each is from whom the one before is to. As good as the weakest of them. */
export type Ring = { givings: Giving[]; score: number }

/** The hand-overs as numbers: `to[from]` holds whom somebody gives to, `by[from]` which of the givings that is. */
type Graph = { to: Int32Array[]; by: Int32Array[] }

/**
 * All rings of two to four people, of the best hand-over between each two, the best ring first; only those somebody is part of where
 * they are named. A search from each person through those numbered higher, so that each ring is found once, from its lowest, and past
 * two steps only where two more lead back.
 */
export function findRings(givings: readonly Giving[], through?: string): Ring[] {
  const { to, by } = graphOf(givings, through)
  const back = reversed(to, by)
  const found: Ring[] = []
  /** Which of the givings leads from there to the beginning; from which beginning on two steps do. */
  const closing = new Int32Array(to.length).fill(-1)
  const near = new Int32Array(to.length).fill(-1)
  const starts = through === undefined ? to.length : Math.min(1, to.length)
  for (let start = 0; start < starts; start++) {
    const givers = back.to[start]!
    mark(start, givers, back.by[start]!)
    walk(start, start, null, null)
    for (let i = 0; i < givers.length; i++) closing[givers[i]!] = -1
  }
  return found.sort((a, b) => b.score - a.score || a.givings.length - b.givings.length)

  function mark(start: number, givers: Int32Array, which: Int32Array): void {
    for (let i = 0; i < givers.length; i++) {
      const giver = givers[i]!
      closing[giver] = which[i]!
      if (giver < start) continue
      const before = back.to[giver]!
      for (let j = 0; j < before.length; j++) near[before[j]!] = start
    }
  }

  function walk(start: number, at: number, first: Giving | null, second: Giving | null): void {
    const ends = to[at]!
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i]!
      const last = closing[end]!
      const leads = !first || (!second && near[end] === start)
      if (end <= start || (last < 0 && !leads)) continue
      const giving = givings[by[at]![i]!]!
      // A third step may lead back to where the first one led, and nowhere else.
      if (second && giving.to === second.from) continue
      if (last >= 0) found.push(ringOf(first, second, giving, givings[last]!))
      if (leads) walk(start, end, first ?? giving, first && giving)
    }
  }
}

function ringOf(...path: (Giving | null)[]): Ring {
  const givings = path.filter((one) => one !== null)
  return { givings, score: Math.min(...givings.map(({ score }) => score)) }
}

/** The best between each two; whoever all must go through has the number 0. */
function graphOf(givings: readonly Giving[], through?: string): Graph {
  const numbers = new Map<string, number>(through === undefined ? [] : [[through, 0]])
  const numberOf = (id: string) => {
    const known = numbers.get(id)
    if (known === undefined) numbers.set(id, numbers.size)
    return known ?? numbers.size - 1
  }
  const lists: number[][] = []
  const ends = givings.map((giving, at) => {
    const from = numberOf(giving.from)
    ;(lists[from] ??= []).push(at)
    return numberOf(giving.to)
  })
  const best = new Int32Array(numbers.size)
  const by = Array.from({ length: numbers.size }, (_, from) => {
    const list = lists[from] ?? []
    for (const at of list) best[ends[at]!] = -1
    for (const at of list) {
      const known = best[ends[at]!]!
      if (known < 0 || givings[at]!.score > givings[known]!.score) best[ends[at]!] = at
    }
    return Int32Array.from(list.filter((at) => best[ends[at]!] === at))
  })
  return { to: by.map((list) => list.map((at) => ends[at]!)), by }
}

/** The same the other way about: who gives to each. */
function reversed(to: Int32Array[], by: Int32Array[]): Graph {
  const lists = to.map(() => ({ to: [] as number[], by: [] as number[] }))
  to.forEach((list, from) =>
    list.forEach((end, at) => {
      lists[end]!.to.push(from)
      lists[end]!.by.push(by[from]![at]!)
    }),
  )
  return { to: lists.map((one) => Int32Array.from(one.to)), by: lists.map((one) => Int32Array.from(one.by)) }
}

export type Member = { personId: string; offerId: string; needId: string }

/** Its people in their order, from the one with the lowest id: what each gives to the next, and what the one before gives them for. */
export function membersOf({ givings }: Ring): Member[] {
  const members = givings.map(({ from, offerId }, at) => ({
    personId: from,
    offerId,
    needId: givings.at(at - 1)!.needId,
  }))
  const lowest = members.reduce((low, one) => (BigInt(one.personId) < BigInt(low.personId) ? one : low))
  const at = members.indexOf(lowest)
  return [...members.slice(at), ...members.slice(0, at)]
}

/** The same ring is written the same, wherever its search began. */
export const madeOf = (members: readonly Member[]): string[] =>
  members.flatMap(({ offerId, needId }) => [offerId, needId])

/** The best of them in which nobody has more waiting than is good for them; `waiting` says how many each has already. */
export function choose<T extends { members: readonly { personId: string }[] }>(
  rings: readonly T[],
  waiting: ReadonlyMap<string, number>,
): T[] {
  const taken = new Map(waiting)
  return rings.filter(({ members }) => {
    if (members.some(({ personId }) => (taken.get(personId) ?? 0) >= WAITING_AT_MOST)) return false
    for (const { personId } of members) taken.set(personId, (taken.get(personId) ?? 0) + 1)
    return true
  })
}
