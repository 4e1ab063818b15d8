import { cleanMeeting, endRequested, proposeRequested, requirePickable } from '#modules/introductions'
import { forgetNotice, tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Database, type Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { missing, Refusal, refuse } from '#platform/refusal'
import { cleanNote, cleanWord, DAYS_BETWEEN, DAYS_OPEN, MOST_STEPS } from './model.ts'
import { insertRequest, insertStep, lockRequest, setDeed, setState, setWithdrawn, type LockedRequest } from './store.ts'
import {
  countAsked,
  countReceived,
  findDue,
  findOther,
  isBlockBetween,
  mayArrive,
  requestLimits,
  requestOfStep,
  stepsOf,
} from './views/lookups.ts'
import { viewRequest, viewStep, type StepEntity } from './views/requests.ts'

export type Wish = { targetId: string; viaId: string; note: string }

/** Asks a tie to be introduced to somebody one does not know; answers the id. */
export async function requestIntroduction(ctx: Context, seekerId: string, wish: Wish): Promise<string> {
  const { targetId, viaId } = wish
  const note = cleanNote(wish.note)
  if (!isId(targetId) || !isId(viaId)) throw missing()
  if (targetId === seekerId || viaId === seekerId) throw refuse('invalid', 'requests.oneself')
  if (targetId === viaId) throw refuse('invalid', 'requests.write_yourself')
  return transaction(ctx.db, async (tx) => {
    const now = ctx.now()
    await lockPeople(tx, [seekerId, targetId, viaId])
    await requireStranger(tx, seekerId, targetId)
    const via = await findOther(tx, seekerId, viaId)
    if (!via) throw missing()
    if (!via.tie) throw refuse('invalid', 'requests.not_your_tie')
    await requireRoom(ctx, tx, seekerId, targetId)
    await requireTime(ctx, tx, viaId)
    const expiresAt = now.add({ hours: 24 * DAYS_OPEN })
    const requestId = await insertRequest(tx, { seekerId, targetId, note, createdAt: now, expiresAt })
    await handTo(
      ctx,
      tx,
      { id: requestId, seekerId, targetId },
      { depth: 1, fromId: seekerId, holderId: viaId, word: null },
    )
    return requestId
  })
}

/** Before a word is written: asking for somebody would be refused with this just now, whoever is asked. Null where it would not. */
export async function whyNotAsk(ctx: Context, seekerId: string, targetId: string): Promise<Refusal | null> {
  try {
    if (targetId === seekerId) throw refuse('invalid', 'requests.oneself')
    await requireStranger(ctx.db, seekerId, targetId)
    await requireRoom(ctx, ctx.db, seekerId, targetId)
    return null
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid') return error
    throw error
  }
}

async function requireStranger(tx: Database, seekerId: string, targetId: string) {
  const target = await findOther(tx, seekerId, targetId)
  if (!target) throw missing()
  if (target.tie) throw refuse('invalid', 'requests.known_already')
  if (!target.open_to_it) throw refuse('invalid', 'requests.not_open_to_it')
}

async function requireRoom(ctx: Context, tx: Database, seekerId: string, targetId: string) {
  const now = ctx.now()
  const since = now.subtract({ hours: 24 * DAYS_BETWEEN })
  const { open, again } = await countAsked(tx, seekerId, targetId, { now, since })
  if (again) throw refuse('invalid', 'requests.asked_lately')
  const { requestsOpen: most } = await requestLimits(tx)
  if (open >= most) throw refuse('invalid', 'requests.too_many_open', { most })
}

/** So that nobody is worn out: so many a week reach each. */
async function requireTime(ctx: Context, tx: Tx, holderId: string) {
  const { requestsWeekly } = await requestLimits(tx)
  const received = await countReceived(tx, holderId, ctx.now().subtract({ hours: 24 * 7 }))
  if (received >= requestsWeekly) throw refuse('invalid', 'requests.asked_enough')
}

type Handing = { depth: number; fromId: string; holderId: string; word: string | null }

/** Where somebody is not to get it, it looks to whoever hands it on as if they had. */
async function handTo(
  ctx: Context,
  tx: Tx,
  request: Pick<LockedRequest, 'id' | 'seekerId' | 'targetId'>,
  handing: Handing,
) {
  const { id: requestId, seekerId, targetId } = request
  const { fromId, holderId } = handing
  const hadIt = holderId === seekerId || (await stepsOf(tx, requestId)).some((step) => step.holder_id === holderId)
  const arrived = !hadIt && (await mayArrive(tx, { holderId, fromId, seekerId, targetId }))
  const stepId = await insertStep(tx, { requestId, ...handing, arrived, createdAt: ctx.now() })
  if (arrived) await tell(tx, { personId: holderId, kind: 'introduction_request', fromId, aboutId: stepId })
}

/** Hands a request on to a tie of one's own, who sees whom it comes from, whom it is for, and its words. */
export async function passOn(
  ctx: Context,
  holderId: string,
  stepId: string,
  { toId, word }: { toId: string; word?: string },
): Promise<void> {
  const own = cleanWord(word)
  await withStep(ctx, holderId, stepId, async (tx, step, request) => {
    if (!isId(toId)) throw missing()
    if (toId === holderId) throw refuse('invalid', 'requests.oneself')
    if (!step.may_go_on) throw refuse('invalid', 'requests.far_enough', { most: MOST_STEPS })
    if (toId === request.targetId) throw refuse('invalid', 'requests.propose_instead')
    if (toId === step.from.id) throw refuse('invalid', 'requests.had_it')
    await lockPeople(tx, [holderId, toId])
    const to = await findOther(tx, holderId, toId)
    if (!to) throw missing()
    if (!to.tie) throw refuse('invalid', 'requests.not_your_tie')
    await requireTime(ctx, tx, toId)
    const depth = (await stepsOf(tx, request.id)).find(({ id }) => id === stepId)!.depth + 1
    await handTo(ctx, tx, request, { depth, fromId: holderId, holderId: toId, word: own })
    await setDeed(tx, stepId, 'passed')
  })
}

/** To the target alone; and when and where they could meet, in words. */
type Said = { word?: string; meeting?: string | null }

/**
 * Asks the target, whom one knows, whether they would meet whoever asked for it. Where that is somebody one has shut out, or who has
 * shut one out, the target is not asked, and it looks as if they were.
 */
export async function proposeIt(ctx: Context, holderId: string, stepId: string, said: Said): Promise<void> {
  await withStep(ctx, holderId, stepId, async (tx, _step, { seekerId, targetId, note, expiresAt }) => {
    // Before anything that depends on who asks.
    const words = { word: cleanWord(said.word) ?? undefined, meeting: cleanMeeting(said.meeting) }
    const requested = { seekerId, targetId, note, ...words, expiresAt }
    await lockPeople(tx, [holderId, seekerId, targetId])
    await requirePickable(tx, holderId, [targetId])
    const isShut = await isBlockBetween(tx, holderId, seekerId)
    await setDeed(tx, stepId, 'proposed', isShut ? null : await proposeRequested(ctx, tx, holderId, requested))
  })
}

/** Lets it be, which nobody learns; what one proposed is taken back while the target has not said yes. Again is harmless. */
export async function letBe(ctx: Context, holderId: string, stepId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const requestId = await requestOfStep(tx, holderId, stepId)
    if (!requestId || !(await lockRequest(tx, requestId))) throw missing()
    const step = await viewStep({ ...ctx, db: tx }, holderId, stepId)
    if (step.deed === 'passed') throw refuse('invalid', 'requests.done_already')
    if (step.deed === 'left') return
    const introductionId = (await stepsOf(tx, requestId)).find(({ id }) => id === stepId)?.introduction_id
    if (introductionId && !(await endRequested(tx, introductionId))) throw refuse('invalid', 'requests.already_met')
    await setDeed(tx, stepId, 'left', introductionId)
    await forgetNotice(tx, { personId: holderId, kind: 'introduction_request', fromId: step.from.id, aboutId: stepId })
  })
}

/** A step that its holder has done nothing with yet, its request held. */
async function withStep(
  ctx: Context,
  holderId: string,
  stepId: string,
  work: (tx: Tx, step: StepEntity, request: LockedRequest) => Promise<void>,
) {
  await transaction(ctx.db, async (tx) => {
    const requestId = await requestOfStep(tx, holderId, stepId)
    const request = requestId && (await lockRequest(tx, requestId))
    if (!request) throw missing()
    const step = await viewStep({ ...ctx, db: tx }, holderId, stepId)
    if (step.deed !== null) throw refuse('invalid', 'requests.done_already')
    await work(tx, step, request)
  })
}

/** Takes a request back: it is gone from whoever has it, and the target is asked no longer. Again is harmless. */
export async function withdrawRequest(ctx: Context, seekerId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const locked = await lockRequest(tx, id)
    if (locked?.seekerId !== seekerId) throw missing()
    const { state } = await viewRequest({ ...ctx, db: tx }, seekerId, id)
    if (state === 'met') throw refuse('invalid', 'requests.already_met')
    if (!(await setState(tx, id, 'ended'))) return
    await setWithdrawn(tx, id)
    for (const step of await stepsOf(tx, id)) {
      if (step.introduction_id) await endRequested(tx, step.introduction_id)
      const news = { personId: step.holder_id, fromId: step.from_id, aboutId: step.id }
      await forgetNotice(tx, { ...news, kind: 'introduction_request' })
    }
  })
}

const AT_ONCE = 500

/** Ends requests whose time is over; whoever asked hears that it did not come about, and nobody else anything. */
export async function endDueRequests(ctx: Context): Promise<void> {
  const due = await findDue(ctx.db, ctx.now(), AT_ONCE)
  for (const { id, seeker_id: seekerId, met } of due) {
    await transaction(ctx.db, async (tx) => {
      if (!(await setState(tx, id, met ? 'met' : 'ended')) || met) return
      await tell(tx, { personId: seekerId, kind: 'introduction_request_ended', fromId: seekerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await endDueRequests(ctx)
}
