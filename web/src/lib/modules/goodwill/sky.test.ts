import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Flame } from '#lib/api/light.ts'
import { growForest } from './forest.ts'
import { nearest, partOf, skyOf, towards, type Star } from './sky.ts'
import { beginning, moved, NEAR, showing, whole, zoomed } from './view.ts'

const flame = (id: number, litBy: number | null) =>
  ({ id: String(id), kind: 'gave', lit_by: litBy && String(litBy) }) as unknown as Flame
/** Newest first, each lit by an earlier one or by none. */
const anyForest = fc
  .array(fc.nat(4), { minLength: 1, maxLength: 120 })
  .map((back) => back.map((by, i) => flame(i + 1, by === 0 || i - by < 0 ? null : i + 1 - by)).toReversed())

test('no two flames stand in one place, each above what lit it, all within the sky', () => {
  fc.assert(
    fc.property(anyForest, fc.constantFrom(0.5, 1, 1.8), (flames, shape) => {
      const { stars, rays, width, height } = skyOf(growForest(flames), shape)
      assert.equal(stars.length, flames.length)
      assert.equal(rays.length, flames.filter(({ lit_by: by }) => by).length)
      for (const { from, to } of rays) assert.ok(to.y < from.y)
      for (const { x, y } of stars) assert.ok(x > 0 && x < width && y > 0 && y < height)
      for (const [i, one] of stars.entries())
        for (const other of stars.slice(i + 1))
          assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 0.4, `${one.flame.id} and ${other.flame.id}`)
    }),
  )
})

test('some hundred flames that nothing joins fill a sky of the shape of the window, not a line', () => {
  const { width, height } = skyOf(growForest(Array.from({ length: 300 }, (_, i) => flame(300 - i, null))), 0.5)
  assert.ok(width < height && width * 5 > height)
})

test('the flame one taps is the nearest one, if one is near', () => {
  const { stars } = skyOf(growForest([flame(2, 1), flame(1, null)]), 1)
  const top = stars.find(({ flame: { id } }) => id === '2')!
  assert.equal(nearest(stars, top.x + 0.2, top.y, 0.5), top)
  assert.equal(nearest(stars, top.x + 3, top.y, 0.5), undefined)
})

const window = { width: 390, height: 700 }
const world = { width: 40, height: 20 }

test('what one points at stays where it is while one comes nearer', () => {
  const before = whole(world, window)
  const at = (view: typeof before) => [(200 - view.left) / view.scale, (350 - view.top) / view.scale]
  const after = zoomed(before, 2, 200, 350, world, window)
  assert.ok(after.scale > before.scale)
  for (const [i, place] of at(after).entries()) assert.ok(Math.abs(place - at(before)[i]!) < 1e-9)
})

test('one comes no farther than all of it, and a small sky is near enough for names', () => {
  const all = whole(world, window)
  assert.deepEqual(zoomed(all, 0.1, 0, 0, world, window).scale, all.scale)
  assert.ok(whole({ width: 1, height: 3 }, window).scale > NEAR)
})

test('however far one goes, something of it stays in the middle', () => {
  for (const [x, y] of [
    [1e6, 1e6],
    [-1e6, -1e6],
  ] as const) {
    const { left, top, scale } = moved(whole(world, window), x, y, world, window)
    assert.ok(left <= 195 && left + world.width * scale >= 195 - 1e-9)
    assert.ok(top <= 350 && top + world.height * scale >= 350 - 1e-9)
  }
})

const star = (x: number, y: number) => ({ flame: flame(x * 100 + y, null), x, y }) as Star
const isInSight = ({ scale, left, top }: typeof all, { x, y, width, height }: ReturnType<typeof partOf>) =>
  x * scale + left >= 0 &&
  (x + width) * scale + left <= window.width &&
  y * scale + top >= 0 &&
  (y + height) * scale + top <= window.height
const all = whole(world, window)

test('one begins where the newest flame and its names are read, and where all of a small sky is', () => {
  const newest = partOf(star(0.5, 3.5))
  const begun = beginning(world, window, newest)
  assert.ok(begun.scale >= NEAR && isInSight(begun, newest))
  assert.ok(isInSight(begun, partOf(star(3.1, 1))), 'so are those beside it')
  for (const y of [1, 10, 19.5]) {
    const { top, scale } = beginning(world, window, partOf(star(0.5, y)))
    assert.ok(top <= 32 && top + world.height * scale >= 668, 'nothing is left empty while there is more')
  }
  assert.deepEqual(beginning({ width: 1, height: 3 }, window, newest), whole({ width: 1, height: 3 }, window))
})

test('one comes to a flame with all its names, and what is in sight already stays where it is', () => {
  const begun = beginning(world, window, partOf(star(0.5, 0.5)))
  assert.deepEqual(showing(begun, partOf(star(2.8, 4)), window), begun)
  for (const [x, y] of [
    [30, 15],
    [0.4, 19],
  ] as const)
    assert.ok(isInSight(showing(begun, partOf(star(x, y)), window), partOf(star(x, y))))
})

test('an arrow goes to the flame that lies that way', () => {
  const [here, above, right, corner] = [star(2, 5), star(2.2, 4), star(4.1, 5.1), star(4, 3)]
  const stars = [corner, right, here, above]
  assert.equal(towards(stars, here, 0, -1), above)
  assert.equal(towards(stars, here, 1, 0), right)
  assert.equal(towards(stars, here, 0, 1), undefined)
  assert.equal(towards(stars, right, -1, 0), here)
})
