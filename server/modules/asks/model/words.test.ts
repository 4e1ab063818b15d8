import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOf } from './words.ts'

const stems = (text: string) => wordsOf(text).map(({ stem }) => stem)

test('a word is found again in its other forms, in German and in English', () => {
  for (const forms of [
    'Geige Geigen',
    'Fahrrad Fahrräder Fahrrads',
    'reparieren repariert Reparierung',
    'Übersetzung Übersetzungen',
  ])
    assert.equal(new Set(stems(forms)).size, 1, forms)
  for (const forms of ['violin violins', 'brew brewing brewed brews', 'coffee coffees', 'make making', 'glass'])
    assert.equal(new Set(stems(forms)).size, 1, forms)
})

test('a hashtag counts as a word and as itself, names and addresses do not count', () => {
  assert.deepEqual(stems('#Brot @ben@kith.test https://kith.test/x'), ['brot', '#brot'])
})

test('what says nothing of a topic is left out', () => {
  assert.deepEqual(stems('Weiß jemand, wie man das macht? Does anybody know how?'), stems('macht'))
  assert.deepEqual(stems('Wo darf man zweimal üben?'), stems('üben'))
})
