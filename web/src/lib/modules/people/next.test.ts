import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ask } from '#lib/api/asks.ts'
import type { Account, Introduction, IntroductionRequest, PassedRequest } from '#lib/api/entities.ts'
import type { Offer } from '#lib/api/offers.ts'
import type { Owed } from '#lib/api/owed.ts'
import type { SuggestedPair } from '#lib/api/suggestions.ts'
import { nextWith, settledOf, waitsOf, type Between } from './next.ts'

const [noor, jule, tomasz] = ['noor', 'jule', 'tomasz'].map((id) => ({ id }) as Account) as [Account, Account, Account]
const ask = { id: '1', account: noor, nudge: { from: null } } as Ask
const introduction = { id: '2', introducer: tomasz, parties: [{ account: noor }, { account: jule }] } as Introduction
const handed = { id: '3', from: noor } as PassedRequest
const offer = { id: '4', state: 'open', taking: null, let_go: false } as Offer
const mine = { id: '5', mine: true } as Offer
const agreed = { id: '9', state: 'given', let_go: false, went: { mine: null, theirs: null } } as Offer
const owed = { about_id: '6' } as Owed
const pair = { people: [noor, tomasz] } as unknown as SuggestedPair
const request = { id: '7' } as IntroductionRequest
const nothing = { asks: [], introductions: [], handed: [] }
const tied = { following: true, followed_by: true, requested: false, blocking: false }
const apart = { following: false, followed_by: false, requested: false, blocking: false }

const everything: Between = {
  tie: tied,
  waits: { asks: [ask], introductions: [introduction], handed: [handed] },
  offers: [{ offer, fits: mine }],
  settled: [agreed],
  owed: [owed],
  pairs: [pair],
  known: false,
  request: null,
  mayAsk: false,
}
const little: Between = { ...everything, waits: nothing, offers: [], settled: [], owed: [], pairs: [] }
const next = (given: Partial<Between>) => nextWith({ ...little, ...given }).do

test('what waits for my answer comes first, then what is agreed, what fits, a thanks, an introduction, and a word', () => {
  const steps: [Partial<Between>, string][] = [
    [{}, 'answer'],
    [{ waits: { ...everything.waits, asks: [] } }, 'meet'],
    [{ waits: { ...nothing, handed: [handed] } }, 'hand'],
    [{ waits: nothing }, 'settled'],
    [{ settled: [] }, 'take'],
    [{ offers: [] }, 'thank'],
    [{ owed: [] }, 'introduce'],
    [{ pairs: [] }, 'write'],
  ]
  let given = everything
  for (const [without, then] of steps) {
    given = { ...given, ...without }
    assert.equal(nextWith(given).do, then)
  }
})

test('what one said yes to already, or let go, or that is given, is nothing to take up', () => {
  assert.equal(next({ offers: [{ offer: { ...offer, taking: { word: null, chosen: false } }, fits: mine }] }), 'write')
  assert.equal(next({ offers: [{ offer: { ...offer, let_go: true }, fits: mine }] }), 'write')
  assert.equal(next({ offers: [{ offer: { ...offer, state: 'given' }, fits: mine }] }), 'write')
  assert.equal(next({ offers: [{ offer }] }), 'write', 'what only others answer is for them')
  const second = nextWith({ ...little, offers: [{ offer }, { offer: { ...offer, id: '8' }, fits: mine }] })
  assert.equal(second.do === 'take' && second.offer.id, '8')
})

test('what is agreed is there to be done until one of the two says how it went', () => {
  const handed = { ...agreed, id: '10', went: { ...agreed.went!, theirs: 'handed' } } as Offer
  const missed = { ...agreed, id: '11', went: { ...agreed.went!, mine: 'missed' } } as Offer
  const ended = { ...agreed, id: '12', state: 'ended' } as Offer
  const letGo = { ...agreed, id: '13', let_go: true } as Offer
  assert.deepEqual(settledOf([handed, missed, ended, letGo, agreed]), [agreed])
  assert.equal(next({ settled: [agreed], owed: [owed], pairs: [pair] }), 'settled')
})

test('whom one does not know one asks to be introduced to, or follows', () => {
  assert.equal(next({ tie: apart }), 'follow')
  assert.equal(next({ tie: apart, mayAsk: true }), 'ask')
  assert.equal(next({ tie: apart, request, mayAsk: true }), 'look', 'what is on its way is looked at')
  assert.equal(next({ tie: { ...apart, following: true } }), 'write')
  assert.equal(next({ tie: { ...apart, requested: true } }), 'write')
  assert.equal(next({ tie: tied, request }), 'write', 'of two who follow each other nobody needs an introduction')
})

test('whom one dealt with already one writes to, whoever follows whom', () => {
  assert.equal(next({ tie: apart, known: true, mayAsk: true }), 'write')
  assert.equal(next({ tie: apart, known: true, request }), 'write')
  assert.equal(next({ tie: apart, known: true, owed: [owed] }), 'thank', 'what is owed comes before')
})

test('with whom one blocks there is nothing to do but that', () => {
  assert.equal(nextWith({ ...everything, tie: { ...tied, blocking: true } }).do, 'unblock')
})

test('of what waits only theirs counts, and who asks unnamed stays so', () => {
  const unnamed = { ...ask, account: null } as Ask
  const passed = { ...unnamed, nudge: { from: noor } } as Ask
  const all = { asks: [unnamed, ask, passed], introductions: [introduction], handed: [handed] }
  assert.deepEqual(waitsOf(noor, all), { asks: [ask, passed], introductions: [introduction], handed: [handed] })
  assert.deepEqual(waitsOf(tomasz, all), { asks: [], introductions: [introduction], handed: [] })
})
