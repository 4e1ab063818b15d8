import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Account } from '#lib/api/entities.ts'
import type { Reason } from '#lib/api/suggestions.ts'
import { languageOf } from '#lib/ui/language.ts'
import { namesOf, sayPair, sayPerson } from './reasons.ts'

const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../locales/${locale}.json`, import.meta.url), 'utf8'))
const de = languageOf('de', wordsOf('de'), null)
const en = languageOf('en', wordsOf('en'), null)

const person = (id: string, display_name = id) => ({ id, username: id, display_name }) as Account
const [jule, tomasz, grete, noor] = ['Jule', 'Tomasz', 'Grete', 'Noor'].map((name) => person(name)) as [
  Account,
  Account,
  Account,
  Account,
]
const seeks: Reason = {
  kind: 'seeks',
  seeker: 'Jule',
  wish: 'Jemanden mit Ohren.',
  asked: false,
  offer: 'Geige reparieren',
}

test('a pair’s reasons are read as sentences, people’s own words in the quotation marks of the language', () => {
  const reasons: Reason[] = [
    { kind: 'shared', people: [grete] },
    seeks,
    { kind: 'topics', words: ['Orgelbau', 'Brot'] },
    { kind: 'language', language: 'uk' },
  ]
  const said =
    'Grete kennt beide. Jule sucht „Jemanden mit Ohren“, Tomasz hilft bei „Geige reparieren“. ' +
    'Beide beschäftigt: Orgelbau und Brot. Beide sprechen Ukrainisch.'
  assert.equal(sayPair({ people: [jule, tomasz], reasons }, de), said)
  assert.equal(sayPair({ people: [tomasz, jule], reasons }, de), said, 'whoever stands first')
  assert.equal(
    sayPair({ people: [jule, tomasz], reasons: [{ kind: 'shared', people: [grete, noor] }, seeks] }, en),
    'Grete and Noor know both. Jule looks for “Jemanden mit Ohren”, Tomasz helps with “Geige reparieren”.',
  )
  assert.equal(
    sayPair({ people: [jule, tomasz], reasons: [] }, de),
    'Beide sind deine Leute und kennen sich noch nicht.',
  )
})

test('a question that somebody asked is read as a question', () => {
  const asks: Reason = { ...seeks, wish: 'Wer hat Ohren?', asked: true }
  assert.equal(
    sayPair({ people: [jule, tomasz], reasons: [asks] }, de),
    'Jule fragt: „Wer hat Ohren?“ Tomasz hilft bei „Geige reparieren“.',
  )
  assert.equal(
    sayPerson({ account: tomasz, by: [], reasons: [asks] }, de),
    'Du fragst: „Wer hat Ohren?“ Tomasz hilft bei „Geige reparieren“.',
  )
  assert.equal(
    sayPerson({ account: jule, by: [], reasons: [asks] }, en),
    'Jule asks: “Wer hat Ohren?” You help with “Geige reparieren”.',
  )
})

test('long words end at a word, and two of one name are told apart', () => {
  const wish = 'Jemanden, der weiß, '.repeat(10)
  const said = sayPair({ people: [jule, tomasz], reasons: [{ ...seeks, wish } as Reason] }, de)
  assert.match(said, /^Jule sucht „(Jemanden, der weiß, )+Jemanden(, der)? …“, Tomasz/)
  assert.deepEqual(namesOf([person('a', 'Jule Brandt'), person('b', 'Jule Ott')]), ['Jule Brandt', 'Jule Ott'])
})

test('to whoever might like to meet somebody it is said with du, and who could introduce them is not named twice', () => {
  const reasons: Reason[] = [{ kind: 'shared', people: [grete, noor] }, seeks]
  assert.equal(
    sayPerson({ account: tomasz, by: [grete], reasons }, de),
    'Du suchst „Jemanden mit Ohren“, Tomasz hilft bei „Geige reparieren“.',
  )
  assert.equal(
    sayPerson({ account: jule, by: [grete, noor], reasons }, en),
    'Jule looks for “Jemanden mit Ohren”, you help with “Geige reparieren”.',
  )
})
