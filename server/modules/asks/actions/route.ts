import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { addJob } from '#platform/jobs'
import { DAYS_ROUTED, isOfTopics } from '../model/asking.ts'
import { inquire, type Ranked } from '../model/route.ts'
import { loadOf, nextStep, patienceFor, worthNudging, type Nudge, type Step } from '../model/waves.ts'
import { lockAsk } from '../store/asks.ts'
import * as views from '../views/routing.ts'
import { draw } from './draw.ts'
import { greetFirst } from './greet.ts'
import { memoryOf } from './remember.ts'

const DAY = 86_400_000
/** So many who may know are looked at closely. */
const SHORTLIST = 100
const CLOSENESS = { tie: 1, followed: 0.8, known: 0.5 } as const
const STRANGER = 0.2

/** The next wave of an ask, if one is due; comes again by itself while there is somebody to ask. May run twice. */
export async function routeAsk(ctx: Context, id: string): Promise<void> {
  const memory = await memoryOf(ctx)
  await transaction(ctx.db, async (tx) => {
    if (!(await lockAsk(tx, id))) return
    const asked = await views.findAsk(tx, id)
    const now = ctx.now().epochMilliseconds
    if (!asked || asked.settled || (asked.deadline ?? Infinity) <= now) return
    if (asked.at + DAYS_ROUTED * DAY < now) return
    await greetFirst(ctx, tx, id, asked.person_id)
    const question = { title: asked.question, text: asked.details }
    const rank = inquire(memory, { question, asker: asked.person_id, at: now })
    const reached = await views.reachedBy(tx, asked)
    const mayKnow = rank(
      reached.map(({ person, followed }) => ({ person, closeness: followed ? CLOSENESS.followed : STRANGER })),
      SHORTLIST,
    )
    const ids = mayKnow.map(({ person }) => person)
    const candidates = wanting(await views.candidatesAmong(tx, id, ids, ctx.now()), asked)
    const past = await views.nudgesOf(tx, id)
    const eligible = candidates.map(({ person, nearness, nudged }) => ({
      person,
      closeness: nearness ? CLOSENESS[nearness] : STRANGER,
      load: loadOf(nudged, now),
    }))
    const ranked = rank(eligible, SHORTLIST)
    const step = nextStep(courseOf({ asked, ranked, candidates, past, now }))
    await follow(ctx, tx, { id, step, ranked, wave: Math.max(0, ...past.map(({ wave }) => wave)) + 1 })
  })
}

type State = {
  asked: views.Asked
  ranked: Ranked[]
  candidates: views.Candidate[]
  past: views.PastNudge[]
  now: number
}

function courseOf({ asked, ranked, candidates, past, now }: State) {
  const byPerson = new Map(candidates.map((candidate) => [candidate.person, candidate]))
  const isNear = ({ person }: Ranked) => ['tie', 'followed'].includes(byPerson.get(person)?.nearness ?? '')
  const personOf = ({ person }: Ranked) => person
  const worth = worthNudging(ranked)
  const replies = past.flatMap(({ replied }) => (replied === null ? [] : [replied]))
  const urgent = isUrgent(asked, now)
  return {
    nudges: past.filter(({ wave }) => wave > 0).map(outcomeOf),
    settled: false,
    answeredAt: asked.answered_at,
    near: worth.filter(isNear).map(personOf),
    wide: worth.map(personOf),
    nudged: (person: string) => byPerson.get(person)?.nudged ?? [],
    quota: (person: string) => byPerson.get(person)?.weekly ?? 0,
    patience: patienceFor(replies, urgent),
    urgent,
    now,
  }
}

/** "Not now" and one who passed it on leave room for the next as "I don't know" does. */
function outcomeOf({ person, at, deed }: views.PastNudge): Nudge {
  const outcome = deed === 'answered' ? 'answered' : deed === null ? 'open' : 'unknown'
  return { person, at, outcome }
}

type Taking = { id: string; step: Step; ranked: Ranked[]; wave: number }

async function follow(ctx: Context, tx: Tx, { id, step, ranked, wave }: Taking) {
  if (step.kind === 'nudge') {
    // Held in one order, whichever asks nudge them at the same moment.
    await lockPeople(tx, step.people)
    // Those of a wave are nudged at one moment, by which it is known.
    const createdAt = ctx.now()
    for (const personId of step.people) {
      const reason = ranked.find(({ person }) => person === personId)?.reason ?? null
      await draw(tx, { askId: id, personId, reason, wave, createdAt })
    }
  }
  if (step.kind === 'nudge' || step.kind === 'wait') {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.ceil(step.until))
    await addJob(tx, 'asks.route', { id }, { at, key: `asks.route ${id}` })
  }
}

/** Those who want to hear of it: of anything, or of topics among which it is. */
function wanting(candidates: views.Candidate[], { question, details }: views.Asked): views.Candidate[] {
  return candidates.filter(({ topics }) => isOfTopics(topics, `${question}\n${details}`))
}

/** A deadline within a day leaves no time to wait. */
function isUrgent({ deadline }: views.Asked, now: number): boolean {
  return deadline !== null && deadline - now < DAY
}
