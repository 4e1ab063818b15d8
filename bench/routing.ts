/** How long it takes to find whom to ask among ten thousand people, what remembering them weighs, and how a month of asks falls on two hundred. */
import {
  makeMemory,
  rankForAsk,
  rememberAnswer,
  rememberAsk,
  rememberSeen,
  rememberTold,
  type Memory,
} from '#modules/asks'
import { figure, percentile, say } from './figures.ts'
import { liveMonth } from './month.ts'
import { benchRouted } from './routed.ts'
import { makeDice, type Dice } from './seed/dice.ts'
import { askAbout, speakOf, TOPIC_COUNT } from './topics.ts'

const PEOPLE = 10_000
const ASKS_BEFORE = 20_000
const STATUSES_EACH = 12
const ANSWERS_EACH = 5
const ASKED = 300
const WARM_UP = 20
const WANTED = 20
const DAY = 86_400_000
const YEAR = 365 * DAY
const NOW = Date.UTC(2026, 8, 1)
const MB = 1_000_000

export async function benchRouting(): Promise<void> {
  const dice = makeDice(51)
  const before = await memoryUsed()
  const started = performance.now()
  const memory = fill(dice)
  figure('routing', 'fill_s', (performance.now() - started) / 1000, 's')
  figure('routing', 'index_mb', ((await memoryUsed()) - before) / MB, 'MB')
  const times = Array.from({ length: ASKED + WARM_UP }, () => timed(dice, memory)).slice(WARM_UP)
  const clock = times.map((time) => time.clock)
  figure('routing', 'route_p50_ms', percentile(clock, 50), 'ms')
  figure('routing', 'route_p95_ms', percentile(clock, 95), 'ms')
  const processor = times.map((time) => time.processor)
  figure('routing', 'route_cpu_p95_ms', percentile(processor, 95), 'ms')
  await benchRouted()
  const month = liveMonth(dice)
  say(`  ${month.asks} asks, ${month.nudges} nudges, ${month.able} people able to answer something`)
  figure('routing', 'nudges_gini', month.gini, 'of 1')
  figure('routing', 'answered_share', month.answered / month.asks, 'of 1')
  figure('routing', 'nudges_per_answered', month.nudges / month.answered, 'nudges')
  figure('routing', 'most_nudges_in_a_week', month.mostInAWeek, 'nudges')
}

function fill(dice: Dice): Memory {
  const memory = makeMemory()
  const asks = Array.from({ length: ASKS_BEFORE }, (_, index) => {
    const at = NOW - YEAR + Math.floor((index / ASKS_BEFORE) * YEAR)
    rememberAsk(memory, at)
    return { topic: dice.between(0, TOPIC_COUNT - 1), at }
  })
  let id = 0
  for (let person = 1; person <= PEOPLE; person++) {
    const name = String(person)
    const known = dice.between(0, TOPIC_COUNT - 1)
    rememberTold(memory, { id: String(id++), person: name, kind: 'offers', text: speakOf(dice, known, 4) })
    for (let count = 0; count < ANSWERS_EACH; count++) {
      const { topic, at } = dice.pick(asks)
      const ask = { ...askAbout(dice, topic), at }
      rememberAnswer(memory, { id: String(id++), person: name, at: at + DAY, text: speakOf(dice, topic, 4), ask })
    }
    for (let count = 0; count < STATUSES_EACH; count++) {
      const topic = dice.chance(0.3) ? known : dice.between(0, TOPIC_COUNT - 1)
      rememberTold(memory, { id: String(id++), person: name, kind: 'said', text: speakOf(dice, topic, 1) })
    }
    rememberSeen(memory, name, NOW - dice.between(0, 60) * DAY)
  }
  return memory
}

/** By the clock, and of the processor's time alone, which others on the machine do not lengthen. */
function timed(dice: Dice, memory: Memory): { clock: number; processor: number } {
  const eligible = Array.from({ length: PEOPLE }, (_, index) => ({
    person: String(index + 1),
    closeness: dice.between(0, 10) / 10,
    load: dice.between(0, 9) / 10,
  }))
  const question = askAbout(dice, dice.between(0, TOPIC_COUNT - 1))
  const busy = process.cpuUsage()
  const started = performance.now()
  const ranked = rankForAsk(memory, eligible, { question, asker: '1', at: NOW, limit: WANTED })
  const clock = performance.now() - started
  const { user, system } = process.cpuUsage(busy)
  if (ranked.length !== WANTED) throw new Error('Nobody was found who would know.')
  return { clock, processor: (user + system) / 1000 }
}

/** After what is garbage is gone, which takes a turn or two. */
async function memoryUsed(): Promise<number> {
  const { setFlagsFromString } = await import('node:v8')
  const { runInNewContext } = await import('node:vm')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
