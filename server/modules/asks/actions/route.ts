import { tell } from '#modules/notices'
import type { Context, Happening } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { addJob } from '#platform/jobs'
import { DAYS_NEW, HOURS_UNTIL_GREETED } from '../model/asking.ts'
import { rankForAsk, type Ranked } from '../model/route.ts'
import { loadOf, nextStep, patienceFor, worthNudging, type Nudge, type Step } from '../model/waves.ts'
import { wordsOf } from '../model/words.ts'
import { lockAsk, setGreeted } from '../store/asks.ts'
import { insertNudge, type NewNudge } from '../store/nudges.ts'
import * as views from '../views/lookups.ts'
import { memoryOf } from './remember.ts'

const MOST_RANKED = 200
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
    if (await views.isFirstAsk(tx, asked.person_id, id, newSince(ctx))) await greet(ctx, tx, id)
    const candidates = wanting(await views.candidatesFor(tx, id, ctx.now()), asked)
    const past = await views.nudgesOf(tx, id)
    const ranked = rankForAsk(
      memory,
      candidates.map(({ person, nearness, nudged }) => ({
        person,
        closeness: nearness ? CLOSENESS[nearness] : STRANGER,
        load: loadOf(nudged, now),
      })),
      { question: { title: asked.question, text: asked.details }, asker: asked.person_id, at: now, limit: MOST_RANKED },
    )
    const step = nextStep(courseOf({ ranked, candidates, past, now, urgent: isUrgent(asked, now) }))
    await follow(ctx, tx, { id, step, ranked, wave: Math.max(0, ...past.map(({ wave }) => wave)) + 1 })
  })
}

type State = { ranked: Ranked[]; candidates: views.Candidate[]; past: views.PastNudge[]; now: number; urgent: boolean }

function courseOf({ ranked, candidates, past, now, urgent }: State) {
  const byPerson = new Map(candidates.map((candidate) => [candidate.person, candidate]))
  const isNear = ({ person }: Ranked) => ['tie', 'followed'].includes(byPerson.get(person)?.nearness ?? '')
  const replies = past.flatMap(({ replied }) => (replied === null ? [] : [replied]))
  return {
    nudges: past.filter(({ wave }) => wave > 0).map(outcomeOf),
    settled: false,
    near: worthNudging(ranked.filter(isNear)),
    wide: worthNudging(ranked),
    nudged: (person: string) => byPerson.get(person)?.nudged ?? [],
    quota: (person: string) => byPerson.get(person)?.weekly ?? 0,
    patience: patienceFor(replies, urgent),
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
  // Those of a wave are nudged at one moment, by which it is known.
  const createdAt = ctx.now()
  if (step.kind === 'nudge')
    for (const personId of step.people) {
      const reason = ranked.find(({ person }) => person === personId)?.reason ?? null
      await draw(tx, { askId: id, personId, reason, wave, createdAt })
    }
  if (step.kind === 'nudge' || step.kind === 'wait') {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.ceil(step.until))
    await addJob(tx, 'asks.route', { id }, { at, key: `asks.route ${id}` })
  }
}

/** From nobody but themselves, so that it tells nothing of who asks where that is not to be told. */
async function draw(tx: Tx, nudge: Pick<NewNudge, 'askId' | 'personId' | 'reason' | 'wave' | 'createdAt'>) {
  const made = await insertNudge(tx, { ...nudge, fromId: null, firstId: nudge.personId, word: null })
  const { personId, askId } = nudge
  if (made) await tell(tx, { personId, kind: 'ask_nudge', fromId: personId, aboutId: askId })
}

/** Those who want to hear of it: of anything, or of topics among which it is. */
function wanting(candidates: views.Candidate[], { question, details }: views.Asked): views.Candidate[] {
  const stems = new Set(wordsOf(`${question}\n${details}`).map(({ stem }) => stem))
  const isOfIt = (topic: string) => wordsOf(topic).some(({ stem }) => stems.has(stem))
  return candidates.filter(({ topics }) => topics.length === 0 || topics.some(isOfIt))
}

/** A deadline within a day leaves no time to wait. */
function isUrgent({ deadline }: views.Asked, now: number): boolean {
  return deadline !== null && deadline - now < 86_400_000
}

async function greet(ctx: Context, tx: Tx, id: string): Promise<void> {
  if (!(await setGreeted(tx, id, ctx.now()))) return
  for (const personId of await views.greetersFor(tx, id, ctx.now()))
    await draw(tx, { askId: id, personId, reason: { kind: 'greeter' }, wave: 0, createdAt: ctx.now() })
}

const AT_ONCE = 200

/** Asks without an answer for a day are shown to those who greet. */
export async function greetUnanswered(ctx: Context): Promise<void> {
  const due = await views.findUnanswered(ctx.db, ctx.now().subtract({ hours: HOURS_UNTIL_GREETED }), AT_ONCE)
  for (const id of due)
    await transaction(ctx.db, async (tx) => {
      if (await lockAsk(tx, id)) await greet(ctx, tx, id)
    })
  if (due.length === AT_ONCE) await greetUnanswered(ctx)
}

/** A newcomer's first word to everybody is shown to those who greet, so that somebody answers it. */
export async function greetNewcomer(
  ctx: Context,
  tx: Tx,
  said: Extract<Happening, { kind: 'statuses.said' }>,
): Promise<void> {
  const { statusId, personId, inReplyToId, visibility } = said
  if (inReplyToId || (visibility !== 'public' && visibility !== 'unlisted')) return
  for (const greeterId of await views.greetersForStatus(tx, statusId, newSince(ctx)))
    await tell(tx, { personId: greeterId, kind: 'newcomer', fromId: personId, statusId })
}

function newSince(ctx: Context): Temporal.Instant {
  return ctx.now().subtract({ hours: 24 * DAYS_NEW })
}
