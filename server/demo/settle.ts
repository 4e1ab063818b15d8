/** Brings the town to life on empty data, by what people can do themselves, told as of when it happened. */
import { createAccount, describePlace, updateSettings } from '#modules/accounts'
import { updateProfile } from '#modules/people'
import { befriend, follow } from '#modules/ties'
import type { Context } from '#platform/context'
import { setMoment, transaction, type Tx } from '#platform/db'
import { happen } from '../modules.ts'
import { planAsks } from './asks.ts'
import { planOffers } from './offers.ts'
import { calendar, type Calendar } from './calendar.ts'
import { chance } from './draw/chance.ts'
import { whoFollowsWhom } from './follows.ts'
import { planIntroductions } from './introductions.ts'
import { hangPortrait } from './pictures.ts'
import { planWords } from './words.ts'
import { PLACE, VISITORS, type Town, type Townsperson } from './town.ts'

export const PASSWORD = 'kerzenlicht'

/** What happens at a moment: done with a context whose clock, and whose database's, stand there. */
export type Event = { at: Temporal.Instant; happen: (then: Context, tx: Tx) => Promise<void> }

/** Everybody's id by their name. */
export type Ids = Record<string, string>

type Settling = { town: Town; say: (line: string) => void; signal: AbortSignal }

const DAY_OF_PEOPLE = 45
const DAY_OF_TIES = 29
const AT_ONCE = 6

export async function settle(ctx: Context, { town, say, signal }: Settling): Promise<void> {
  const luck = chance(PLACE.name)
  const time = calendar(ctx.now(), luck)
  say(`${town.people.length} people move in.`)
  const ids = await moveIn(ctx, town.people, time)
  await describePlace(ctx, PLACE)
  // Planned first, since their pictures are drawn meanwhile.
  const events = [
    ...planWords(ctx, town, ids, time, signal),
    ...planIntroductions(town.introductions, ids, time),
    ...planAsks(town.asks, ids, time),
    ...planOffers(town.offers, ids, time),
  ]
  say('They find each other.')
  await meet(ctx, town, ids, time)
  say('They talk, and show each other pictures.')
  await liveThrough(ctx, events, signal)
  await wait(ctx, town, ids)
}

/** Whoever is asked for before the doors open waits: locked accounts and the wishes to follow them. */
async function wait(ctx: Context, town: Town, ids: Ids) {
  for (const { username, locked } of town.people) if (locked) await updateProfile(ctx, ids[username]!, { locked })
  for (const [who, whom] of town.requests) await follow(ctx, ids[who]!, ids[whom]!)
}

async function moveIn(ctx: Context, people: Townsperson[], time: Calendar): Promise<Ids> {
  const ids: Ids = {}
  const left = people.map((person, i) => ({ person, days: DAY_OF_PEOPLE - i / 4 }))
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { person, days } = next
      ids[person.username] = await moveInOne(
        ctx,
        person,
        time.ago(`${person.username === VISITORS.owner ? 90 : days}d`),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ids
}

async function moveInOne(ctx: Context, person: Townsperson, at: Temporal.Instant): Promise<string> {
  const { username, name, locale } = person
  const role = username === VISITORS.owner ? 'owner' : 'member'
  const email = `${username}@lindenau.example`
  const id = await inThePast(ctx, at, (then) =>
    createAccount(then, { username, displayName: name, email, password: PASSWORD, locale, role }),
  )
  await updateSettings(ctx, id, { defaultLanguage: locale, helpsWith: person.helps, looksFor: person.looksFor })
  const fields = person.fields.map(([label, value]) => ({ name: label, value }))
  await updateProfile(ctx, id, { note: person.note, fields })
  await hangPortrait(ctx, id, person)
  return id
}

async function meet(ctx: Context, town: Town, ids: Ids, time: Calendar) {
  const follows = whoFollowsWhom(town, chance('who follows whom'))
  const wanted = new Set(follows.map((pair) => pair.join(' ')))
  await inThePast(ctx, time.ago(`${DAY_OF_TIES}d`), async (then, tx) => {
    for (const [follower, followee] of follows) {
      const mutual = wanted.has(`${followee} ${follower}`)
      if (!mutual) await follow(then, ids[follower]!, ids[followee]!)
      else if (follower < followee) await befriend(tx, ids[follower]!, ids[followee]!)
    }
  })
}

/** In the order of time, a day at a time, so that a long past is not one endless transaction. */
async function liveThrough(ctx: Context, events: Event[], signal: AbortSignal) {
  const days = Map.groupBy(
    events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
    ({ at }) => at.toString().slice(0, 10),
  )
  for (const day of days.values()) {
    signal.throwIfAborted()
    await transaction(ctx.db, async (tx) => {
      for (const { at, happen } of day) await inThePast({ ...ctx, db: tx }, at, happen)
    })
  }
}

async function inThePast<T>(
  ctx: Context,
  at: Temporal.Instant,
  work: (then: Context, tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(ctx.db, async (tx) => {
    await setMoment(tx, at)
    const then: Context = {
      ...ctx,
      db: tx,
      now: () => at,
      happen: (inner, happening) => happen(then, inner, happening),
    }
    return work(then, tx)
  })
}
