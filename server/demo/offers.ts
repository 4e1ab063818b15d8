import { lastThanks, passOn, thank } from '#modules/goodwill'
import { answerRing, choose, offer, proposeRings, ringsPage, sayHowItWent, take } from '#modules/offers'
import type { Context } from '#platform/context'
import type { Calendar } from './calendar.ts'
import type { Event, Ids } from './settle.ts'
import type { Offered } from './town.ts'

/** What people offer and need, who would like it, and what was handed over; what answers what the worker finds. */
export function planOffers(offers: Offered[], ids: Ids, time: Calendar): Event[] {
  return offers.flatMap((offered) => plan(offered, ids, time))
}

function plan(offered: Offered, ids: Ids, time: Calendar): Event[] {
  const {
    by,
    lang: language,
    for_what: forWhat,
    where: locality,
    stands,
    takers = [],
    chosen,
    handed,
    ring = [],
    thanks,
    because,
    ...words
  } = offered
  const ownerId = ids[by]!
  let id = ''
  const at = (moment: string, happen: (then: Context) => Promise<void>): Event => ({ at: time.ago(moment), happen })
  const events = [
    at(stands, async (then) => {
      const wish = { ...words, forWhat, locality, language }
      const thanksId = because && (await lastThanks(then.db, ids[because]!, ownerId))
      id = await (thanksId ? passOn(then, ownerId, thanksId, wish) : offer(then, ownerId, wish))
      // What it closes is proposed as of then, not when the place opens.
      if (ring.length > 0) await proposeRings(then, id)
    }),
    ...ring.map(([who, when]) => at(when, (then) => join(then, ids[who]!))),
    ...takers.map(([who, word, when]) => at(when, (then) => take(then, ids[who]!, id, word))),
  ]
  if (!chosen) return events
  const [who, when] = chosen
  events.push(at(when, (then) => choose(then, ownerId, id, ids[who]!)))
  if (handed)
    for (const personId of [ownerId, ids[who]!])
      events.push(at(handed, async (then) => void (await sayHowItWent(then, personId, id, { saying: 'handed' }))))
  if (thanks) {
    const [word, day] = thanks
    events.push(at(day, async (then) => void (await thank(then, ids[who]!, { about: 'offer', id, word }))))
  }
  return events
}

async function join(then: Context, personId: string) {
  const [ring] = await ringsPage(then, personId, { limit: 1 }, { list: 'open' })
  await answerRing(then, personId, ring!.id, 'yes')
}
