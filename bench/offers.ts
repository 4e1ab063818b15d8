/**
 * Whether offers and needs find each other: the product's own matching on 300 of them written for it, half of which nothing was tuned on,
 * and how long it takes among ten thousand.
 */
import { readFileSync } from 'node:fs'
import { makeMatching, type Wish } from '#modules/offers'
import { figure, percentile, say } from './figures.ts'
import { benchMarket } from './market.ts'
import { makeDice } from './seed/dice.ts'

type Item = {
  id: string
  kind: 'offer' | 'need'
  what: string
  details?: string
  how: Wish['way']
  where?: string
  part: 'tuning' | 'held'
  matches: string[]
}

const FILE = new URL('./data/offers.json', import.meta.url)
const FIRST = 5
const OPEN = 10_000
const ASKED = 300

export async function benchOffers(): Promise<void> {
  const { items } = JSON.parse(readFileSync(FILE, 'utf8')) as { items: Item[] }
  for (const part of ['tuning', 'held'] as const)
    figure('offers', `precision5_${part}`, precisionOf(items, part), 'of 1')
  measureSpeed(items)
  await benchMarket()
}

/** The share of right ones among the first five, or among as many as there are right ones where these are fewer. */
function precisionOf(items: Item[], part: Item['part']): number {
  const matching = makeMatching()
  // All stand open at once, in no order that tells anything.
  for (const item of items.toSorted((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1))) matching.add(wishOf(item))
  const asked = items.filter((item) => item.part === part && item.matches.length > 0)
  const shares = asked.map((item) => {
    const first = Math.min(FIRST, item.matches.length)
    const found = matching.match(wishOf(item), first)
    if (process.env.KITH_MISSES && part === 'tuning') tellMisses(items, item, matching.match(wishOf(item), 6))
    return found.filter(({ id }) => item.matches.includes(id)).length / first
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function tellMisses(items: Item[], item: Item, found: { id: string; score: number }[]) {
  const byId = new Map(items.map((one) => [one.id, one]))
  say(`${item.kind} ${item.what} [${item.how}]`)
  for (const { id, score } of found)
    say(`   ${item.matches.includes(id) ? '+' : '-'} ${score.toFixed(2)} ${byId.get(id)!.what}`)
  for (const id of item.matches) if (!found.some((one) => one.id === id)) say(`   ? ${byId.get(id)!.what}`)
}

function measureSpeed(items: Item[]): void {
  const dice = makeDice(5)
  const matching = makeMatching()
  const varied = (n: number): Wish => {
    const [one, other] = [dice.pick(items), dice.pick(items)]
    return { ...wishOf(one), id: `x${n}`, details: other.what }
  }
  for (let n = 0; n < OPEN; n++) matching.add(varied(n))
  const times = Array.from({ length: ASKED }, (_, n) => {
    const wish = varied(OPEN + n)
    const started = performance.now()
    matching.match(wish, 60)
    return performance.now() - started
  })
  figure('offers', 'match_p95_ms', percentile(times, 95), 'ms')
}

function wishOf({ id, kind, what, details = '', how, where }: Item): Wish {
  return { id, kind, what, details, way: how, where }
}

function hash(text: string): number {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)!) % 1_000_003
  return sum
}
