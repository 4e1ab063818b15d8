/** What lit what, as trees: each flame stands under the one that lit it, with the thanks for it at its side. */
import type { Flame } from '#lib/api/light.ts'

export type Grown = {
  flame: Flame
  /** What it was thanked for with, the earliest first. */
  thanks: Flame[]
  /** Those it lit, the shortest way first, so that the longest goes on undisturbed. */
  lit: Grown[]
}

/** One that nothing on this page lit, and all that came of it. */
export type Row = { grown: Grown; depth: number; parent: Grown | null }

/** The tree with the newest flame first. Flames are given newest first, as they are read. */
export function growForest(flames: readonly Flame[]): Grown[] {
  const grown = new Map(flames.map((flame) => [flame.id, { flame, thanks: [], lit: [] } as Grown]))
  const heads = new Map<string, Grown>()
  const roots: Grown[] = []
  for (const flame of flames.toReversed()) {
    const own = grown.get(flame.id)!
    const source = flame.lit_by === null ? undefined : heads.get(flame.lit_by)
    const isAside = source !== undefined && isThanksFor(flame, source.flame)
    if (isAside) source.thanks.push(flame)
    else (source?.lit ?? roots).push(own)
    // What a thanks lit stands under what it is for.
    heads.set(flame.id, isAside ? source : own)
  }
  const all = roots.map((root) => ({ root, newest: newestIn(root) }))
  return all.sort((a, b) => (isLater(a.newest, b.newest) ? -1 : 1)).map(({ root }) => straighten(root))
}

/** From the oldest on, each way to its end before the next. */
export function rowsOf(root: Grown): Row[] {
  const rows: Row[] = []
  const walk = (grown: Grown, depth: number, parent: Grown | null) => {
    rows.push({ grown, depth, parent })
    for (const one of grown.lit) walk(one, depth + 1, grown)
  }
  walk(root, 0, null)
  return rows
}

/** The newest thanks of a tree that came to me: whoever passes it on lights the next flame of this tree. */
export function thanksToPass(tree: Grown): string | null {
  const all = rowsOf(tree).flatMap(({ grown }) => [grown.flame, ...grown.thanks])
  const came = all.filter(({ kind, mine, ref }) => kind === 'thanked' && !mine && ref)
  return came.toSorted((a, b) => (isLater(a.id, b.id) ? -1 : 1))[0]?.ref?.id ?? null
}

const THANKED_FOR = { answer: ['answered', 'passed'], introduction: ['introduced'], offer: ['gave'] }

function isThanksFor({ kind, about }: Flame, { kind: deed }: Flame): boolean {
  if (kind !== 'thanked' || about === null) return false
  const thing = about === 'guest_introduction' ? 'introduction' : about
  return thing in THANKED_FOR && THANKED_FOR[thing as keyof typeof THANKED_FOR].includes(deed)
}

function newestIn({ flame, thanks, lit }: Grown): string {
  return [...thanks.map(({ id }) => id), ...lit.map(newestIn)].reduce(
    (newest, id) => (isLater(id, newest) ? id : newest),
    flame.id,
  )
}

function straighten(grown: Grown): Grown {
  const lit = grown.lit.map(straighten)
  return { ...grown, lit: lit.toSorted((a, b) => heightOf(a) - heightOf(b)) }
}

function heightOf({ lit }: Grown): number {
  return 1 + Math.max(0, ...lit.map(heightOf))
}

const isLater = (one: string, other: string) => BigInt(one) > BigInt(other)
