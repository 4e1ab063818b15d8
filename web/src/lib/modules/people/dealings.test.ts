import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Offer } from '#lib/api/offers.ts'
import type { Thanks } from '#lib/api/thanks.ts'
import { dealingsOf, dealtWord, haveDealt, lights } from './dealings.ts'

const went = (words: object, offer: object = {}) =>
  ({ kind: 'offer', mine: true, went: { mine: null, theirs: null, let_go: false, ...words }, ...offer }) as Offer
const thanks = (part: Thanks['part']) => ({ part }) as Thanks

test('two know each other by what they agreed, and it is lit once it was handed over', () => {
  const agreed = dealingsOf([went({})], [])
  assert.ok(haveDealt(agreed) && !lights(agreed))
  assert.equal(dealtWord(agreed), 'agreed')
  const handed = dealingsOf([went({ theirs: 'handed' })], [])
  assert.ok(lights(handed))
  assert.equal(dealtWord(handed), 'helped_mine')
})

test('what nobody came to, or was let go, makes nobody acquainted', () => {
  for (const words of [{ let_go: true }, { mine: 'missed' }, { mine: 'handed', theirs: 'missed' }])
    assert.equal(haveDealt(dealingsOf([went(words)], [])), false, JSON.stringify(words))
  assert.equal(dealtWord(dealingsOf([], [])), null)
})

test('who thanked whom is said of the two alone, and help before thanks', () => {
  assert.equal(dealtWord(dealingsOf([], [thanks('from')])), 'thanked_mine')
  assert.equal(dealtWord(dealingsOf([], [thanks('from'), thanks('to')])), 'thanked_both')
  assert.equal(dealtWord(dealingsOf([], [thanks('passed')])), null, 'along a chain one need not know them')
  const both = [went({ mine: 'handed' }), went({ mine: 'handed' }, { mine: false })]
  assert.equal(dealtWord(dealingsOf(both, [thanks('to')])), 'helped_both')
  assert.equal(dealtWord(dealingsOf([went({ mine: 'handed' }, { kind: 'need' })], [])), 'helped_theirs')
})
