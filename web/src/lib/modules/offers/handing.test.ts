import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Offer, Saying } from '#lib/api/offers.ts'
import { languageOf } from '#lib/ui/language.ts'
import { handingOf, noteHanding, sayHanding } from './handing.ts'

const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../locales/${locale}.json`, import.meta.url), 'utf8'))
const de = languageOf('de', wordsOf('de'), null)
const en = languageOf('en', wordsOf('en'), null)
const went = (mine: Saying | null, theirs: Saying | null) => ({ mine, theirs, at: '', drawn: false, let_go: false })
const made = (more: Partial<Offer>) => ({ kind: 'offer', way: 'gift', mine: false, went: null, ...more }) as Offer
const mine = { mine: true }
const need = { kind: 'need' } as const
const done = { went: went('handed', null) }

test('it was handed over as one of the two says, unless one of them says that it was not', () => {
  assert.equal(handingOf(made({})), 'agreed')
  assert.equal(handingOf(made({ went: went(null, null) })), 'agreed')
  assert.equal(handingOf(made({ went: went(null, 'handed') })), 'handed')
  assert.equal(handingOf(made({ went: went('handed', 'handed') })), 'handed')
  assert.equal(handingOf(made({ went: went('missed', 'handed') })), 'differ')
  assert.equal(handingOf(made({ went: went('handed', 'missed') })), 'differ')
  assert.equal(handingOf(made({ went: went('missed', null) })), 'missed')
  assert.equal(handingOf(made({ went: went('missed', 'missed') })), 'missed')
})

test('what is promised nobody has yet', () => {
  const said = (more: Partial<Offer>) => sayHanding(made(more), 'Noor', de)
  assert.equal(said({}), 'Du bekommst es')
  assert.equal(said({ way: 'time' }), 'Noor hilft dir')
  assert.equal(said(mine), 'Noor bekommt es')
  assert.equal(said({ ...mine, way: 'time' }), 'Du hilfst Noor')
  assert.equal(said(need), 'Du hilfst Noor')
  assert.equal(said({ ...mine, ...need }), 'Noor hilft dir')
})

test('what was handed over somebody has, a loan for a while, and help was given', () => {
  const said = (more: Partial<Offer>) => sayHanding(made({ ...done, ...more }), 'Noor', de)
  assert.equal(said({}), 'Du hast es')
  assert.equal(said(mine), 'Noor hat es')
  assert.equal(said(need), 'Noor hat es')
  assert.equal(said({ ...mine, ...need }), 'Du hast es')
  assert.equal(said({ way: 'lend' }), 'Du hast es geliehen')
  assert.equal(said({ ...mine, way: 'lend' }), 'Noor hat es geliehen')
  assert.equal(said({ way: 'time' }), 'Noor hat dir geholfen')
  assert.equal(said({ ...need, way: 'time' }), 'Du hast Noor geholfen')
  assert.equal(sayHanding(made({ ...done, way: 'lend' }), 'Noor', en), 'You borrowed it')
})

test('where it did not come to it, or the two say otherwise, it says so', () => {
  assert.equal(sayHanding(made({ went: went('missed', null) }), 'Noor', de), 'Es kam nicht dazu')
  assert.equal(sayHanding(made({ went: went('missed', 'handed') }), 'Noor', de), 'Ihr sagt es verschieden')
})

test('whose it is reads that they may open it again, while its time is not over', () => {
  const missed = { ...mine, went: went(null, 'missed') }
  const note = (more: Partial<Offer>) => noteHanding(made(more), 'Noor', de)
  assert.equal(note({ ...missed, until: '9999-01-01T00:00:00Z' }), 'Sagst du das auch, steht es wieder offen.')
  assert.equal(note({ ...missed, until: '2019-01-01T00:00:00Z' }), null)
  assert.equal(note({ ...missed, mine: false }), null)
  assert.equal(note({ way: 'lend' }), 'Noor leiht es dir. Macht aus, wann und wo.')
  assert.equal(note(done), null)
})
