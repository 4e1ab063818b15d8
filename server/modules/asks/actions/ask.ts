import { areOwnCircles } from '#modules/circles'
import { attach } from '#modules/media'
import { forgetAbout } from '#modules/notices'
import { deleteStatus, say } from '#modules/statuses'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { isId } from '#platform/ids'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { ASKS_A_DAY, cleanAsk, cleanOutcome, cleanSettings, LIMITS, type Settings, type Wish } from '../model/asking.ts'
import * as store from '../store/asks.ts'
import { reachesStrangers } from '../views/lookups.ts'

/** What is told of an ask. */
export const NOTICES = ['ask_nudge', 'ask_answer', 'ask_helped'] as const

export type Asking = Wish & { language?: string | null; mediaIds?: string[]; applicationId?: string | null }

/** Asks; answers the id. The router draws it to the few who would know. */
export async function ask(ctx: Context, personId: string, asking: Asking): Promise<string> {
  const wish = cleanAsk(asking, ctx.now())
  const mediaIds = asking.mediaIds ?? []
  if (mediaIds.length > LIMITS.pictures)
    throw refuse('invalid', 'statuses.too_many_pictures', { most: LIMITS.pictures })
  if (!wish.circleIds.every(isId)) throw missing()
  return transaction(ctx.db, async (tx) => {
    if (!(await areOwnCircles(tx, personId, wish.circleIds))) throw missing()
    await attempt(tx, `ask ${personId}`, ASKS_A_DAY.all)
    if (await reachesStrangers(tx, personId, wish.reach, wish.circleIds))
      await attempt(tx, `ask strangers ${personId}`, ASKS_A_DAY.strangers)
    const statusId = wish.reach === 'everybody' ? await sayIt(ctx, tx, personId, asking, wish) : null
    const language = asking.language ?? null
    const id = await store.insertAsk(tx, { personId, ...wish, language, statusId, createdAt: ctx.now() })
    if (!statusId && mediaIds.length > 0)
      await store.saveAttachments(tx, id, await attach(tx, { personId, mediaIds, askId: id }))
    await addJob(tx, 'asks.route', { id }, { key: `asks.route ${id}` })
    return id
  })
}

/** One that may travel to everybody is a public status as well. */
function sayIt(
  ctx: Context,
  tx: Tx,
  personId: string,
  asking: Asking,
  { question, details }: ReturnType<typeof cleanAsk>,
) {
  const text = details ? `${question}\n\n${details}` : question
  const { language, mediaIds, applicationId } = asking
  return say(
    { ...ctx, db: tx },
    { personId, text, visibility: 'public', language, mediaIds, applicationId, by: 'asks' },
  )
}

/** Takes an ask back, with its answers. */
export async function takeBackAsk(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    await forgetAbout(tx, NOTICES, [id])
    await store.removeAsk(tx, id)
    if (own.statusId) await deleteStatus({ ...ctx, db: tx }, personId, own.statusId)
    await announce(tx, { kind: 'ask.changed', id })
  })
}

/** No further answers are wanted, or they are again; nobody is nudged to a closed one. */
export async function closeAsk(ctx: Context, personId: string, id: string, closed: boolean): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockOwn(tx, personId, id)
    await store.setClosed(tx, id, closed ? ctx.now() : null)
    if (!closed) await addJob(tx, 'asks.route', { id }, { key: `asks.route ${id}` })
    await announce(tx, { kind: 'ask.changed', id })
  })
}

/** What came of it, in the asker's words; empty takes them back. */
export async function tellOutcome(ctx: Context, personId: string, id: string, outcome: string): Promise<void> {
  const words = cleanOutcome(outcome)
  await transaction(ctx.db, async (tx) => {
    await lockOwn(tx, personId, id)
    await store.setOutcome(tx, id, words)
    await announce(tx, { kind: 'ask.changed', id })
  })
}

export async function changeSettings(ctx: Context, personId: string, changes: Partial<Settings>): Promise<void> {
  await store.upsertSettings(ctx.db, personId, cleanSettings(changes))
}

/** Missing to anybody but whoever asked. */
export async function lockOwn(tx: Tx, personId: string, id: string): Promise<store.LockedAsk> {
  const locked = await store.lockAsk(tx, id)
  if (locked?.personId !== personId) throw missing()
  return locked
}
