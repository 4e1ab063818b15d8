import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeMatching, TOLD, type Wish } from './matching.ts'
import { draw } from './rules.ts'

const wish = (id: string, kind: Wish['kind'], what: string, more: Partial<Wish> = {}): Wish => ({
  id,
  kind,
  what,
  details: '',
  way: 'gift',
  ...more,
})
const filled = (...wishes: Wish[]) => {
  const matching = makeMatching()
  for (const one of wishes) matching.add(one)
  return matching
}
const ids = (matching: ReturnType<typeof makeMatching>, one: Wish) => matching.match(one, 9).map(({ id }) => id)

test('an offer is found by its inflections, its compounds, its other words and in the other language', () => {
  const matching = filled(
    wish('rad', 'offer', 'Zwei Kinderfahrräder'),
    wish('gitarre', 'offer', 'Gitarrenunterricht für Anfänger', { way: 'time' }),
    wish('umzug', 'offer', 'Sackkarre zu verleihen', { way: 'lend' }),
    wish('brot', 'offer', 'Sauerteig, frisch angesetzt'),
  )
  const first = (what: string, way: Wish['way'] = 'gift') => ids(matching, wish('x', 'need', what, { way }))[0]
  assert.equal(first('Ein Fahrrad für mein Kind'), 'rad')
  assert.equal(first('A bike for my daughter'), 'rad')
  assert.equal(first('Gitarre lernen', 'time'), 'gitarre')
  assert.equal(first('Die Waschmaschine muss beim Umzug in den vierten Stock', 'lend'), 'umzug')
  assert.equal(first('Sourdough starter'), 'brot')
})

test('what only sounds alike is no answer, nor is another of the same kind', () => {
  const matching = filled(wish('a', 'offer', 'Altes Radio'), wish('b', 'need', 'Ein Radio'))
  assert.deepEqual(ids(matching, wish('x', 'need', 'Alte Socken')), [])
  assert.deepEqual(ids(matching, wish('b', 'need', 'Ein Radio')), ['a'])
})

test('what is of the same part of life and no more is far from what answers it', () => {
  const matching = filled(
    wish('saw', 'offer', 'Elektrische Kettensäge', { way: 'lend' }),
    wish('wood', 'offer', 'Firewood, a whole stack'),
  )
  const [first, second] = matching.match(wish('x', 'need', 'Firewood for the kiln'), 9)
  assert.deepEqual([first?.id, second?.id], ['wood', 'saw'])
  assert.ok(first!.score > TOLD && second!.score < TOLD, JSON.stringify([first, second]))
})

test('of a service a thing is seldom the answer, and what is near comes before what is far', () => {
  const matching = filled(
    wish('thing', 'offer', 'Klavier abzugeben'),
    wish('doing', 'offer', 'Klavier stimmen', { way: 'time' }),
    wish('far', 'offer', 'Zelt', { way: 'lend', where: 'Connewitz' }),
    wish('near', 'offer', 'Zelt', { way: 'lend', where: ' lindenau' }),
  )
  assert.equal(ids(matching, wish('x', 'need', 'Klavier, das verstimmt ist', { way: 'time' }))[0], 'doing')
  assert.deepEqual(ids(matching, wish('y', 'need', 'Ein Zelt', { way: 'lend', where: 'Lindenau' })), ['near', 'far'])
})

test('what is taken out might as well never have been', () => {
  const matching = filled(wish('a', 'offer', 'Leiter'), wish('b', 'offer', 'Bohrmaschine'))
  const before = matching.match(wish('x', 'need', 'Leiter'), 9)
  matching.add(wish('c', 'offer', 'Leiter, vier Meter'))
  matching.remove('c')
  assert.deepEqual(matching.match(wish('x', 'need', 'Leiter'), 9), before)
})

test('of a lot everybody has a chance, the less the more they received', () => {
  const takers = [
    { id: 'none', received: 0 },
    { id: 'three', received: 3 },
  ]
  const drawn = Array.from({ length: 1000 }, (_, i) => draw(takers, i / 1000)!.id)
  assert.equal(drawn.filter((id) => id === 'none').length, 800)
  assert.equal(draw([], 0.5), undefined)
  assert.equal(draw(takers, 0.999999)!.id, 'three')
})
