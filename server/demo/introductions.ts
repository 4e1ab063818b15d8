import { thank } from '#modules/goodwill'
import { answer, endDue, propose, viewIntroduction, withdraw } from '#modules/introductions'
import { say, viewConversation } from '#modules/statuses'
import { follow } from '#modules/ties'
import type { Context } from '#platform/context'
import type { Calendar } from './calendar.ts'
import type { Event, Ids } from './settle.ts'
import type { Introduction } from './town.ts'

const DAYS_OPEN = 14

/** Introductions in every state there is, each with what was answered and said. */
export function planIntroductions(introductions: Introduction[], ids: Ids, time: Calendar): Event[] {
  return introductions.flatMap((introduction) => plan(introduction, ids, time))
}

function plan(introduction: Introduction, ids: Ids, time: Calendar): Event[] {
  const { by, parties, note, words = {}, answers = [], withdrawn, conversation = [], thanks = [] } = introduction
  const proposed = time.ago(introduction.proposed)
  const [one, other] = parties.map((name) => ids[name]!) as [string, string]
  const idWords = Object.fromEntries(Object.entries(words).map(([name, word]) => [ids[name]!, word]))
  let id = ''
  const events: Event[] = [
    {
      at: proposed,
      async happen(then) {
        id = await propose(then, ids[by]!, { parties: [one, other], note, words: idWords })
      },
    },
    ...answers.map(([who, given, when]) => ({
      at: time.ago(when),
      happen: (then: Context) => answer(then, ids[who]!, id, given),
    })),
    ...conversation.map(([who, text, when]) => ({
      at: time.ago(when),
      happen: (then: Context) => talk(then, ids[who]!, id, text),
    })),
  ]
  for (const [who, word, when] of thanks)
    events.push({
      at: time.ago(when),
      happen: async (then) => void (await thank(then, ids[who]!, { about: 'introduction', id, word })),
    })
  if (withdrawn) events.push({ at: time.ago(withdrawn), happen: (then) => withdraw(then, ids[by]!, id) })
  const met = answers.filter(([, given]) => given === 'yes').length === 2
  if (met) {
    events.push({
      at: time.later(time.ago(answers.at(-1)![2]), 30),
      happen: (then) => followEachOther(then, one, other),
    })
  }
  const over = proposed.add({ hours: DAYS_OPEN * 24 })
  if (!met && !withdrawn && Temporal.Instant.compare(over, time.ago('0m')) < 0) {
    events.push({ at: over.add({ minutes: 5 }), happen: (then) => endDue(then) })
  }
  return events
}

async function talk(ctx: Context, personId: string, id: string, text: string) {
  const { conversation_id } = await viewIntroduction(ctx, personId, id)
  const { last_status } = await viewConversation(ctx, personId, conversation_id!)
  await say(ctx, { personId, text, visibility: 'direct', inReplyToId: last_status!.id })
}

async function followEachOther(ctx: Context, one: string, other: string) {
  await follow(ctx, one, other)
  await follow(ctx, other, one)
}
