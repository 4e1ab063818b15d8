import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Flame } from '#lib/api/light.ts'
import { growForest } from './forest.ts'
import { nearest, skyOf } from './sky.ts'
import { centred, moved, NEAR, whole, zoomed } from './view.ts'

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
  const { left, scale } = centred(100, 5, 5, world, window)
  assert.ok(Math.abs(left + 5 * scale - 195) < 1e-9)
})
