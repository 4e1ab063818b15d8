import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  forget,
  forgetAsk,
  makeMemory,
  rankForAsk,
  rememberAnswer,
  rememberAsk,
  rememberSeen,
  rememberSilence,
  rememberTold,
  type Memory,
} from '../index.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 4, 1, 18)
const violin = { title: 'Who repairs a violin?', text: 'The bow lost its hair.' }
const bread = { title: 'Mein Sauerteig geht nicht auf' }
const ANNA = '1'
const BEN = '2'
const CEM = '3'
const everybody = [ANNA, BEN, CEM].map((person) => ({ person }))

test('in an empty place everybody but the asker is as good as another, in the order they came', () => {
  const ranked = rank(makeMemory(), violin, { asker: BEN })
  assert.deepEqual(
    ranked.map(({ person, reason }) => ({ person, reason })),
    [ANNA, CEM].map((person) => ({ person, reason: null })),
  )
})

test('the asker is never asked, whatever they know', () => {
  const memory = makeMemory()
  answered(memory, ANNA, violin, 1)
  assert.ok(rank(memory, violin, { asker: ANNA }).every(({ person }) => person !== ANNA))
})

test('of three people the one who knows comes first, and one is told why', () => {
  const memory = makeMemory()
  rememberTold(memory, { id: 'a', person: CEM, kind: 'offers', text: 'I repair violins and their bows.' })
  rememberTold(memory, { id: 'b', person: BEN, kind: 'offers', text: 'Brot, Sauerteige, Backöfen' })
  assert.deepEqual(rank(memory, violin)[0]!.reason, { kind: 'offers', words: ['repairs', 'violin', 'bow'], count: 1 })
  assert.deepEqual(rank(memory, violin).map(first)[0], CEM)
  assert.deepEqual(rank(memory, bread)[0]!.reason, { kind: 'offers', words: ['sauerteig'], count: 1 })
})

test('of two who know the same, the one around comes first, and so does the nearer, the less asked, the one not silent', () => {
  const memory = makeMemory()
  answered(memory, ANNA, violin, 200)
  answered(memory, BEN, violin, 1)
  assert.equal(rank(memory, violin)[0]!.person, BEN)
  const both = makeMemory()
  answered(both, ANNA, violin, 3)
  answered(both, BEN, violin, 3)
  const wins = (a: object, b: object) =>
    rankForAsk(
      both,
      [
        { person: ANNA, ...a },
        { person: BEN, ...b },
      ],
      inquiry(violin, CEM),
    )[0]!.person
  assert.equal(wins({ closeness: 0.2 }, { closeness: 0.8 }), BEN)
  assert.equal(wins({ load: 0.6 }, { load: 0.3 }), BEN)
  rememberSilence(both, { id: 's', person: ANNA, at: NOW - DAY })
  assert.equal(wins({}, {}), BEN)
  rememberSilence(both, { id: 's2', person: BEN, at: NOW - DAY })
  rememberSeen(both, BEN, NOW)
  assert.equal(wins({}, {}), BEN)
})

test('"I don’t know" lowers that topic only', () => {
  const memory = makeMemory()
  answered(memory, ANNA, violin, 2)
  answered(memory, ANNA, bread, 2)
  const before = { violin: scoreOf(memory, violin), bread: scoreOf(memory, bread) }
  rememberTold(memory, { id: 'u', person: ANNA, kind: 'unknown', text: `${violin.title}\n${violin.text}` })
  assert.ok(scoreOf(memory, violin) < before.violin / 2)
  assert.equal(scoreOf(memory, bread), before.bread)
})

test('nothing that happens after the moment of asking counts as activity', () => {
  const memory = makeMemory()
  answered(memory, ANNA, violin, 2)
  const before = memory.activity.availability(ANNA, NOW)
  answered(memory, ANNA, bread, -2)
  rememberSilence(memory, { id: 's', person: ANNA, at: NOW + DAY })
  assert.equal(memory.activity.availability(ANNA, NOW), before)
})

test('an ask that was taken back leaves no trace either', () => {
  const memory = makeMemory()
  answered(memory, ANNA, violin, 20)
  const before = memory.activity.availability(ANNA, NOW)
  rememberAsk(memory, NOW - DAY)
  assert.ok(memory.activity.availability(ANNA, NOW) < before)
  forgetAsk(memory, NOW - DAY)
  assert.equal(memory.activity.availability(ANNA, NOW), before)
})

test('what was forgotten might as well never have been', () => {
  const words = fc.array(fc.constantFrom('violin', 'bow', 'repair', 'Sauerteig', 'hair', 'aufgehen'), {
    minLength: 1,
    maxLength: 6,
  })
  const event = fc.record({
    person: fc.constantFrom(ANNA, BEN, CEM),
    text: words.map((all) => all.join(' ')),
    days: fc.integer({ min: 0, max: 90 }),
    kind: fc.constantFrom('answered', 'offers', 'said', 'unknown', 'silence'),
    stays: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const [all, some] = [makeMemory(), makeMemory()]
      for (const [index, happened] of events.entries()) {
        happen(all, index, happened)
        if (happened.stays) happen(some, index, happened)
      }
      for (const [index, { stays }] of events.entries()) if (!stays) forget(all, String(index))
      for (const question of [violin, bread]) {
        const left = new Map(rank(some, question).map((ranked) => [ranked.person, ranked]))
        for (const { person, score, reason } of rank(all, question)) {
          assert.ok(Math.abs(score / left.get(person)!.score - 1) < 1e-9)
          assert.equal(reason?.kind, left.get(person)!.reason?.kind)
        }
      }
    }),
  )
})

type Happened = {
  person: string
  text: string
  days: number
  kind: 'answered' | 'offers' | 'said' | 'unknown' | 'silence'
}

function happen(memory: Memory, index: number, { person, text, days, kind }: Happened) {
  const at = NOW - days * DAY
  const id = String(index)
  if (kind === 'silence') rememberSilence(memory, { id, person, at })
  else if (kind === 'answered') rememberAnswer(memory, { id, person, at, text, ask: { title: text, at } })
  else rememberTold(memory, { id, person, kind, text })
}

function answered(memory: Memory, person: string, question: { title: string; text?: string }, daysAgo: number) {
  const at = NOW - daysAgo * DAY
  rememberAsk(memory, at - DAY)
  const ask = { ...question, at: at - DAY }
  rememberAnswer(memory, { id: `${person} ${question.title} ${daysAgo}`, person, at, text: 'Try this.', ask })
}

function rank(memory: Memory, question: { title: string; text?: string }, { asker = '99' } = {}) {
  return rankForAsk(memory, everybody, inquiry(question, asker))
}

function inquiry(question: { title: string; text?: string }, asker: string) {
  return { question, asker, at: NOW, limit: 10 }
}

function scoreOf(memory: Memory, question: { title: string; text?: string }): number {
  return rank(memory, question).find(({ person }) => person === ANNA)!.score
}

function first({ person }: { person: string }): string {
  return person
}
