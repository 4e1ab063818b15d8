/** Where each flame stands in the sky: every tree grows upwards from what lit it, and the trees stand side by side. */
import type { Flame } from '#lib/api/light.ts'
import type { Grown } from './forest.ts'
import type { Part } from './view.ts'

/** In flames: 1 is the way from one to the next. */
export type Star = { flame: Flame; x: number; y: number }
export type Ray = { id: string; from: Star; to: Star }
export type Sky = { stars: Star[]; rays: Ray[]; width: number; height: number }

const BETWEEN_TREES = 0.5
/** Beside each flame there is room for its names. */
const COLUMN = 2
/** Of that the flame itself stands so far from the left. */
const INSET = 0.5
/** From its left edge to the end of its names. */
const NAMED = 1.85
/** And up to so far beside its place, so that it looks lit and not set. */
const SWAY = 0.18
/** So many that lit nothing stand in one row; more stand behind each other, as in a bunch. */
const ABREAST = 3

/** `shape` is how much wider than high it should be. */
export function skyOf(forest: readonly Grown[], shape: number): Sky {
  const trees = forest.map(treeOf)
  const area = trees.reduce((sum, { width, height }) => sum + (width + BETWEEN_TREES) * (height + BETWEEN_TREES), 0)
  const widest = Math.max(Math.sqrt(area * shape), ...trees.map(({ width }) => width))
  return shelve(trees, widest)
}

/** `lit`: those that whoever the block stands above lit itself. */
type Block = { lit: Star[]; stars: Star[]; rays: Ray[]; columns: number; rows: number }

/** Each flame stands above the one that lit it, no two in one place; the first is at the bottom. */
function treeOf(root: Grown): Sky {
  const { stars, rays, columns, rows } = blockOf(root)
  for (const star of stars) {
    const { right, up } = swayOf(star.flame.id)
    star.x = star.x * COLUMN + INSET + right
    star.y = rows - star.y - 0.5 - up
  }
  return { stars, rays, width: columns * COLUMN, height: rows }
}

/** What lit nothing further in a bunch, and beside it, each in a block of its own, what did. Upwards from 0, in columns. */
function blockOf({ flame, lit }: Grown): Block {
  const root: Star = { flame, x: 0, y: 0 }
  const whole: Block = { lit: [root], stars: [root], rays: [], columns: 0, rows: 1 }
  const leaves = lit.filter((one) => one.lit.length === 0)
  for (const block of [bunchOf(leaves), ...lit.filter((one) => one.lit.length > 0).map(blockOf)]) {
    for (const star of block.stars) {
      star.x += whole.columns
      star.y += 1
    }
    whole.rays.push(...block.lit.map((to) => ({ id: to.flame.id, from: root, to })), ...block.rays)
    whole.stars.push(...block.stars)
    whole.columns += block.columns
    whole.rows = Math.max(whole.rows, block.rows + 1)
  }
  whole.columns = Math.max(1, whole.columns)
  root.x = (whole.columns - 1) / 2
  return whole
}

function bunchOf(leaves: readonly Grown[]): Block {
  if (leaves.length === 0) return { lit: [], stars: [], rays: [], columns: 0, rows: 0 }
  const abreast = Math.max(Math.min(leaves.length, ABREAST), Math.ceil(Math.sqrt(leaves.length / 2)))
  const rows = Math.ceil(leaves.length / abreast)
  const stars = leaves.map(({ flame }, i) => {
    const row = Math.floor(i / abreast)
    return { flame, x: (i % abreast) + (row % 2) / 2, y: row }
  })
  return { lit: stars, stars, rays: [], columns: abreast + (rows > 1 ? 0.5 : 0), rows }
}

/** In the order given, row by row, as words stand on a page; each on the ground of its row, every other row a little to the right. */
function shelve(trees: Sky[], widest: number): Sky {
  const sky: Sky = { stars: [], rays: [], width: 0, height: 0 }
  let shelf: Sky[] = []
  let odd = false
  const lay = () => {
    const height = Math.max(0, ...shelf.map((tree) => tree.height))
    let x = odd ? COLUMN / 2 : 0
    for (const tree of shelf) {
      for (const star of tree.stars) {
        star.x += x
        star.y += sky.height + height - tree.height
      }
      x += tree.width + BETWEEN_TREES
      sky.stars.push(...tree.stars)
      sky.rays.push(...tree.rays)
    }
    sky.width = Math.max(sky.width, x - BETWEEN_TREES)
    sky.height += height + BETWEEN_TREES
    shelf = []
    odd = !odd
  }
  for (const tree of trees) {
    const taken = shelf.reduce((sum, { width }) => sum + width + BETWEEN_TREES, 0)
    if (shelf.length > 0 && taken + tree.width > widest + 0.001) lay()
    shelf.push(tree)
  }
  if (shelf.length > 0) lay()
  sky.height = Math.max(0, sky.height - BETWEEN_TREES)
  return sky
}

/** The same for the same flame, whatever stands around it. */
function swayOf(id: string): { right: number; up: number } {
  const hash = [...id].reduce((sum, digit) => (sum * 31 + Number(digit)) % 9973, 7)
  const share = (of: number) => ((hash % of) / (of - 1) - 0.5) * 2 * SWAY
  return { right: share(97), up: share(61) }
}

/** A flame with its names beside it. */
export const partOf = ({ x, y }: Star): Part => ({ x: x - 0.3, y: y - 0.4, width: NAMED, height: 0.8 })

/** The next flame in a direction, one of these a whole step; what stands aside of it is farther. */
export function towards(stars: readonly Star[], from: Star, right: number, down: number): Star | undefined {
  const far = ({ x, y }: Star) => {
    const [along, aside] = [(x - from.x) * right + (y - from.y) * down, (x - from.x) * down + (y - from.y) * right]
    return along > 2 * SWAY ? along + 2 * Math.abs(aside) : Infinity
  }
  const nearest = stars.toSorted((a, b) => far(a) - far(b))[0]
  return nearest && far(nearest) < Infinity ? nearest : undefined
}

/** The flame nearest to a place, if it is no farther than `within`. */
export function nearest(stars: readonly Star[], x: number, y: number, within: number): Star | undefined {
  let found: Star | undefined
  let best = within
  for (const star of stars) {
    const far = Math.hypot(star.x - x, star.y - y)
    if (far > best) continue
    best = far
    found = star
  }
  return found
}
