import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { litBy, type Spark } from './light.ts'

const met = (id: string, ...pair: string[]): Spark => ({ id, key: `introduced ${id}`, pair })
const did = (id: string, key: string): Spark => ({ id, key, pair: null })

test('what two people do for each other was lit by the introduction by which they met', () => {
  const sparks = [met('1', 'jule', 'tomasz'), met('2', 'noor', 'tomasz'), met('3', 'noor', 'paul')]
  assert.equal(litBy({ id: '4', people: ['tomasz', 'noor'], causes: [] }, sparks), '2')
  assert.equal(litBy({ id: '4', people: ['jule', 'paul'], causes: [] }, sparks), null)
})

test('who introduces somebody to a person they met that way passes that light on', () => {
  const sparks = [met('1', 'jule', 'tomasz'), met('2', 'noor', 'tomasz')]
  assert.equal(litBy({ id: '2', people: ['jule', 'noor', 'tomasz'], causes: [] }, sparks), '1')
})

test('of several introductions the latest before it lit it, in whatever order they are given', () => {
  const sparks = [met('1', 'jule', 'tomasz'), met('3', 'jule', 'tomasz'), met('5', 'jule', 'tomasz')]
  for (const given of [sparks, sparks.toReversed()])
    assert.equal(litBy({ id: '4', people: ['jule', 'tomasz'], causes: [] }, given), '3')
})

test('what it came of goes before how its people met, the nearest cause first', () => {
  const sparks = [did('1', 'answered 7'), met('2', 'jule', 'grete'), did('3', 'thanked 9')]
  const people = ['jule', 'grete']
  assert.equal(litBy({ id: '4', people, causes: ['thanked 9', 'answered 7'] }, sparks), '3')
  assert.equal(litBy({ id: '4', people, causes: ['thanked 8', 'answered 7'] }, sparks), '1')
  assert.equal(litBy({ id: '4', people, causes: ['thanked 8'] }, sparks), '2')
})

test('what comes later lights nothing that was before it, be it the cause a thousand times', () => {
  assert.equal(litBy({ id: '4', people: [], causes: ['answered 7'] }, [did('5', 'answered 7')]), null)
})

test('no light goes round in a circle, whatever lit what', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd')
  const anyFlame = fc.record({
    id: fc.bigInt({ min: 1n, max: 40n }).map(String),
    pair: fc.option(fc.uniqueArray(name, { minLength: 2, maxLength: 2 })),
    people: fc.uniqueArray(name),
    causes: fc.array(fc.nat(40).map((at) => `k${at}`)),
  })
  fc.assert(
    fc.property(fc.uniqueArray(anyFlame, { selector: ({ id }) => id, maxLength: 20 }), (flames) => {
      const sparks = flames.map(({ id, pair }) => ({ id, key: `k${id}`, pair }))
      for (const flame of flames) {
        const lit = litBy(flame, sparks)
        if (lit !== null) assert.ok(BigInt(lit) < BigInt(flame.id))
      }
    }),
  )
})
