import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Account } from '#lib/api/entities.ts'
import type { Offer } from '#lib/api/offers.ts'
import { sayNext } from '#lib/modules/people/saynext.ts'
import { languageOf } from '#lib/ui/language.ts'
import { fitsLine, matchLine } from './names.ts'

const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../locales/${locale}.json`, import.meta.url), 'utf8'))
const de = languageOf('de', wordsOf('de'), null)
const en = languageOf('en', wordsOf('en'), null)
const noor = { id: '1', username: 'noor', acct: 'noor', display_name: 'Noor Haddad' } as Account
const made = (more: Partial<Offer>) => ({ kind: 'offer', way: 'gift', for_what: null, account: noor, ...more }) as Offer

const drill = made({ what: 'Bohrmaschine' })
const wanted = made({ kind: 'need', what: 'Bohrmaschine' })
const drillForBike = made({ way: 'swap', what: 'Bohrmaschine', for_what: 'Kinderrad' })
const bikeForDrill = made({ way: 'swap', what: 'Kinderrad', for_what: 'Bohrmaschine' })
const bikeWanted = made({ kind: 'need', way: 'swap', what: 'Kinderrad', for_what: 'Bohrmaschine' })

test('what fits says that it is offered or sought only where it is that itself', () => {
  assert.equal(matchLine(drill, wanted, de), 'Noor bietet das')
  assert.equal(matchLine(made({ way: 'time' }), wanted, de), 'Noor kann das')
  assert.equal(matchLine(wanted, drill, de), 'Noor sucht das')
  assert.equal(matchLine(bikeForDrill, made({ kind: 'need' }), de), 'Noor bietet das')
})

test('of a swap it says what each would have of it', () => {
  assert.equal(matchLine(bikeForDrill, drill, de), 'Noor würde dafür tauschen')
  assert.equal(matchLine(bikeForDrill, drill, en), 'Noor would swap for it')
  assert.equal(matchLine(drill, bikeForDrill, de), 'Noor hat etwas dafür')
  assert.equal(matchLine(bikeWanted, wanted, de), 'Noor gäbe das im Tausch')
  assert.equal(matchLine(wanted, bikeWanted, de), 'Noor sucht, was es dafür gibt')
})

test('of two swaps nobody knows which side fits, so neither is said', () => {
  for (const one of [drillForBike, bikeWanted])
    assert.equal(matchLine(one, bikeForDrill, de), 'Vielleicht ein Tausch mit Noor')
})

test('somebody else’s that fits says what of mine it fits, and that it may be a swap', () => {
  assert.equal(fitsLine(drill, wanted, de), 'Passt zu dem, was du bietest: Bohrmaschine')
  assert.equal(fitsLine(wanted, drill, de), 'Passt zu dem, was du suchst: Bohrmaschine')
  assert.equal(fitsLine(drill, bikeForDrill, de), 'Vielleicht ein Tausch. Du bietest: Bohrmaschine')
  assert.equal(fitsLine(wanted, bikeWanted, de), 'Vielleicht ein Tausch. Du suchst: Bohrmaschine')
  assert.equal(fitsLine(wanted, bikeWanted, en), 'Perhaps a swap. You look for: Bohrmaschine')
})

test('on their page it is not said that one seeks what one offers', () => {
  const why = (offer: Offer, fits: Offer) => sayNext({ do: 'take', offer, fits }, noor, noor, de).why
  assert.equal(why(drill, wanted), 'Passt zu deinem Wunsch.')
  assert.equal(why(wanted, drill), 'Passt zu dem, was du bietest.')
  assert.equal(why(bikeForDrill, drill), 'Vielleicht ein Tausch.')
  assert.equal(why(bikeWanted, wanted), 'Vielleicht ein Tausch.')
})
