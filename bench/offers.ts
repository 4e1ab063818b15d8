/**
 * Whether offers and needs find each other: the product's own matching on 300 of them written for it, half of which nothing was tuned on,
 * and how long it takes among ten thousand, where all rings of up to four are looked for as well.
 */
import { readFileSync } from 'node:fs'
import { findRings, makeMatching, TOLD, type Giving, type Wish } from '#modules/offers'
import { figure, median, percentile, say } from './figures.ts'
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
/** So many of the likeliest needs are looked at for each offer, as where rings are proposed; as close as what is told. */
const LIKELIEST = 24
const MOST_TOLD = 3
const ROUNDS = 7

export async function benchOffers(): Promise<void> {
  const { items } = JSON.parse(readFileSync(FILE, 'utf8')) as { items: Item[] }
  for (const part of ['tuning', 'held'] as const) {
    figure('offers', `precision5_${part}`, precisionOf(items, part), 'of 1')
    figure('offers', `told_right_${part}`, toldRightOf(items, part), 'of 1')
  }
  measureSpeed(items)
  measureRings(items)
  await benchMarket()
}

/** All stand open at once, in no order that tells anything. */
function allOpen(items: Item[]) {
  const matching = makeMatching()
  for (const item of items.toSorted((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1))) matching.add(wishOf(item))
  return matching
}

/** The share of right ones among those that somebody is told of. */
function toldRightOf(items: Item[], part: Item['part']): number {
  const matching = allOpen(items)
  const told = items
    .filter((item) => item.part === part)
    .flatMap((item) =>
      matching
        .match(wishOf(item), MOST_TOLD)
        .filter(({ score }) => score >= TOLD)
        .map(({ id }) => item.matches.includes(id)),
    )
  return told.filter((right) => right).length / told.length
}

/** The share of right ones among the first five, or among as many as there are right ones where these are fewer. */
function precisionOf(items: Item[], part: Item['part']): number {
  const matching = allOpen(items)
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
  const varied = vary(items)
  const matching = makeMatching()
  for (let n = 0; n < OPEN; n++) matching.add(varied(n))
  const times = Array.from({ length: ASKED }, (_, n) => {
    const wish = varied(OPEN + n)
    // As where it is told: it stands, and then is asked for.
    matching.add(wish)
    const started = performance.now()
    matching.match(wish, 60)
    return performance.now() - started
  })
  figure('offers', 'match_p95_ms', percentile(times, 95), 'ms')
}

/**
 * All rings of up to four among ten thousand of 5,000 people, half offers and half needs: the search itself, of the hand-overs that the matching
 * gives; how long that takes stands beside it.
 */
function measureRings(items: Item[]): void {
  const varied = vary(items)
  const matching = makeMatching()
  const wishes = Array.from({ length: OPEN }, (_, n) => varied(n))
  for (const wish of wishes) matching.add(wish)
  const owner = (id: string) => `person ${Number(id.slice(1)) % (OPEN / 2)}`
  const started = performance.now()
  const givings = wishes.flatMap((wish): Giving[] => {
    if (wish.kind === 'need') return []
    const likely = matching
      .match(wish, LIKELIEST)
      .filter(({ id, score }) => score >= TOLD && owner(id) !== owner(wish.id))
    return likely.map(({ id, score }) => ({ from: owner(wish.id), to: owner(id), offerId: wish.id, needId: id, score }))
  })
  figure('offers', 'handovers_of_all_ms', performance.now() - started, 'ms')
  figure('offers', 'handovers', givings.length, 'of 10,000 open')
  figure('offers', 'rings', findRings(givings).length, 'rings')
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now()
    findRings(givings)
    return performance.now() - begun
  })
  figure('offers', 'all_rings_ms', median(times), 'ms')
}

/** Ten thousand of three hundred: the words of two of them. */
function vary(items: Item[]) {
  const dice = makeDice(5)
  return (n: number): Wish => {
    const [one, other] = [dice.pick(items), dice.pick(items)]
    return { ...wishOf(one), id: `x${n}`, details: other.what }
  }
}

function wishOf({ id, kind, what, details = '', how, where }: Item): Wish {
  return { id, kind, what, details, way: how, where }
}

function hash(text: string): number {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)!) % 1_000_003
  return sum
}
