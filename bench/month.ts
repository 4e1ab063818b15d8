/** A month of a place where people differ in what they know, how often they look in and how gladly they answer, asked by the product's own choice. */
import {
  forget,
  loadOf,
  makeMemory,
  nextStep,
  patienceFor,
  rankForAsk,
  rememberAnswer,
  rememberAsk,
  rememberSeen,
  rememberSilence,
  rememberTold,
  worthNudging,
  type Nudge,
} from '#modules/asks'
import type { Dice } from './seed/dice.ts'
import { askAbout, speakOf, TOPIC_COUNT } from './topics.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const START = Date.UTC(2026, 8, 1)
const PEOPLE = 200
const ASKS = 500
const DAYS = 30
const BEFORE = 300
const NEAR = 40

type Person = { name: string; topics: number[]; looksInEvery: number; gladness: number; nudged: number[] }
type Ask = {
  id: number
  asker: string
  topic: number
  at: number
  question: { title: string; text: string }
  nudges: Nudge[]
}
/** What comes next, and when. */
type Event = { at: number; happen: () => void }
type Life = {
  dice: Dice
  people: Person[]
  memory: ReturnType<typeof makeMemory>
  events: Event[]
  answered: Set<number>
}

export function liveMonth(dice: Dice) {
  const life: Life = { dice, people: makePeople(dice), memory: makeMemory(), events: [], answered: new Set() }
  tellBefore(life)
  for (let id = 0; id < ASKS; id++) {
    const at = START + dice.between(0, DAYS * 24 * 60) * 60_000
    life.events.push({ at, happen: () => ask(life, id, at) })
  }
  while (life.events.length > 0) {
    life.events.sort((a, b) => b.at - a.at)
    life.events.pop()!.happen()
  }
  const able = life.people.filter(({ topics }) => topics.length > 0)
  const counts = able.map(({ nudged }) => nudged.length)
  const nudges = life.people.reduce((sum, { nudged }) => sum + nudged.length, 0)
  const mostInAWeek = Math.max(...life.people.map(({ nudged }) => busiestWeek(nudged)))
  return { asks: ASKS, answered: life.answered.size, nudges, able: able.length, gini: giniOf(counts), mostInAWeek }
}

/** One in six knows nothing that is asked, most one to three things; some look in hourly and some every few days. */
function makePeople(dice: Dice): Person[] {
  return Array.from({ length: PEOPLE }, (_, index) => ({
    name: String(index + 1),
    topics: dice.chance(1 / 6)
      ? []
      : Array.from({ length: dice.between(1, 3) }, () => dice.between(0, TOPIC_COUNT - 1)),
    looksInEvery: dice.pick([1, 3, 8, 8, 24, 24, 72]) * HOUR,
    gladness: dice.pick([0.3, 0.5, 0.7, 0.9]),
    nudged: [],
  }))
}

/** Half have said what they offer, and some asks were answered already. */
function tellBefore({ dice, people, memory }: Life) {
  for (const { name, topics, looksInEvery } of people) {
    rememberSeen(memory, name, START - dice.between(0, looksInEvery))
    for (const topic of topics)
      if (dice.chance(0.5))
        rememberTold(memory, {
          id: `offer-${name}-${topic}`,
          person: name,
          kind: 'offers',
          text: speakOf(dice, topic, 3),
        })
  }
  for (let index = 0; index < BEFORE; index++) {
    const { name, topics } = dice.pick(people)
    const at = START - dice.between(1, 60) * DAY
    rememberAsk(memory, at)
    if (topics.length > 0)
      learnAnswer({ dice, memory }, { id: -1 - index, topic: dice.pick(topics), at }, name, at + DAY / 2)
  }
}

function learnAnswer(
  { dice, memory }: Pick<Life, 'dice' | 'memory'>,
  ask: Pick<Ask, 'id' | 'topic' | 'at'>,
  name: string,
  at: number,
) {
  const asked = { ...askAbout(dice, ask.topic), at: ask.at }
  rememberAnswer(memory, {
    id: `answer-${ask.id}-${name}`,
    person: name,
    at,
    text: speakOf(dice, ask.topic, 3),
    ask: asked,
  })
}

function ask(life: Life, id: number, at: number) {
  const topic = life.dice.between(0, TOPIC_COUNT - 1)
  const asker = life.dice.pick(life.people).name
  rememberAsk(life.memory, at)
  goOn(life, { id, asker, topic, at, question: askAbout(life.dice, topic), nudges: [] }, at)
}

function goOn(life: Life, asked: Ask, now: number) {
  const eligible = life.people.map(({ name, nudged }) => ({ person: name, load: loadOf(nudged, now) }))
  const inquiry = { question: asked.question, asker: asked.asker, at: now, limit: PEOPLE }
  const wide = worthNudging(rankForAsk(life.memory, eligible, inquiry)).map(({ person }) => person)
  const nudged = (name: string) => life.people[Number(name) - 1]!.nudged
  const course = {
    nudges: asked.nudges,
    settled: asked.nudges.some(({ outcome }) => outcome === 'answered'),
    near: wide.slice(0, NEAR),
    wide,
    nudged,
  }
  const step = nextStep({ ...course, patience: patienceFor([], false), now })
  if (step.kind === 'wait') life.events.push({ at: step.until, happen: () => goOn(life, asked, step.until) })
  if (step.kind !== 'nudge') return
  for (const name of step.people) nudge(life, asked, name, now)
  life.events.push({ at: step.until, happen: () => goOn(life, asked, step.until) })
}

function nudge(life: Life, asked: Ask, name: string, now: number) {
  const { dice, memory } = life
  const person = life.people[Number(name) - 1]!
  const own: Nudge = { person: name, at: now, outcome: 'open' }
  const silence = { id: `silence-${asked.id}-${name}`, person: name, at: now }
  asked.nudges.push(own)
  person.nudged.push(now)
  rememberSilence(memory, silence)
  const at = now + dice.between(1, 2 * person.looksInEvery)
  const reply = () => {
    rememberSeen(memory, name, at)
    if (!dice.chance(person.gladness)) return
    forget(memory, silence.id)
    own.outcome = person.topics.includes(asked.topic) ? 'answered' : 'unknown'
    if (own.outcome === 'answered') {
      life.answered.add(asked.id)
      return learnAnswer(life, asked, name, at)
    }
    const { title, text } = asked.question
    rememberTold(memory, {
      id: `unknown-${asked.id}-${name}`,
      person: name,
      kind: 'unknown',
      text: `${title}\n${text}`,
    })
  }
  life.events.push({ at, happen: reply })
}

function busiestWeek(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + WEEK).length))
}

/** 0 where all were nudged alike, towards 1 where one person was alone (Gini 1912, by ranks). */
function giniOf(counts: readonly number[]): number {
  const sum = counts.reduce((sum, count) => sum + count, 0)
  const ranked = counts
    .toSorted((a, b) => a - b)
    .reduce((sum, count, index) => sum + (2 * (index + 1) - counts.length - 1) * count, 0)
  return ranked / (counts.length * sum)
}
