import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Offer, Saying } from '#lib/api/offers.ts'
import { languageOf } from '#lib/ui/language.ts'
import { isFromMe, sayWent } from './between.ts'

const words = JSON.parse(readFileSync(new URL('../../../../../locales/de.json', import.meta.url), 'utf8'))
const de = languageOf('de', words, null)
const at = `${new Date().getUTCFullYear()}-01-15T10:00:00.000Z`
const bike = { kind: 'offer', way: 'gift', state: 'given', mine: true } as Offer
const went = (mine: Saying | null, theirs: Saying | null, more: Partial<Offer> = {}) =>
  sayWent({ ...bike, went: { mine, theirs, at, drawn: false, let_go: more.state === 'ended' }, ...more }, 'Noor', de)

test('what one of the two says is so, and where they differ both are said', () => {
  assert.equal(went('handed', null), 'übergeben, im Januar')
  assert.equal(went(null, 'handed', { way: 'time' }), 'geholfen, im Januar')
  assert.equal(went('missed', 'missed', { state: 'ended' }), 'es kam nicht dazu, im Januar')
  assert.equal(went('missed', 'handed'), 'Du sagst: es kam nicht dazu, im Januar. Noor sagt: übergeben.')
})

test('where one alone says that it did not come to it, it says who', () => {
  assert.equal(went('missed', null), 'Du sagst: es kam nicht dazu, im Januar')
  assert.equal(went(null, 'missed', { mine: false, state: 'ended' }), 'Noor sagt: es kam nicht dazu, im Januar')
})

test('where nobody said anything it was settled, or let go', () => {
  assert.equal(went(null, null), 'abgemacht, im Januar')
  assert.equal(went(null, null, { state: 'ended' }), 'doch nicht, im Januar')
  assert.equal(
    went(null, null, {
      went: { mine: null, theirs: null, drawn: false, let_go: false, at: '2019-10-15T10:00:00.000Z' },
    }),
    'abgemacht, im Oktober 2019',
  )
})

test('it comes from whoever offers, and from whoever helps', () => {
  assert.equal(isFromMe(bike), true)
  assert.equal(isFromMe({ ...bike, mine: false }), false)
  assert.equal(isFromMe({ ...bike, kind: 'need' }), false)
  assert.equal(isFromMe({ ...bike, kind: 'need', mine: false }), true)
})
