/** Newcomers' first words and what nobody answered, shown to those who greet, so that a person answers. */
import { tell } from '#modules/notices'
import type { Context, Happening } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { DAYS_NEW, HOURS_UNTIL_GREETED } from '../model/asking.ts'
import { lockAsk, setGreeted } from '../store/asks.ts'
import { forgetCountedNudges } from '../store/nudges.ts'
import * as views from '../views/routing.ts'
import { draw } from './draw.ts'

const AT_ONCE = 200

/** Asks without an answer for a day. Where nobody who greets can be asked just now, they are tried again. */
export async function greetUnanswered(ctx: Context): Promise<void> {
  const before = ctx.now().subtract({ hours: HOURS_UNTIL_GREETED })
  let afterId = '0'
  for (;;) {
    const due = await views.findUnanswered(ctx.db, ctx.now(), { before, afterId, limit: AT_ONCE })
    for (const id of due) await transaction(ctx.db, (tx) => greet(ctx, tx, id, 'greeter'))
    if (due.length < AT_ONCE) break
    afterId = due.at(-1)!
  }
  await forgetCountedNudges(ctx.db, ctx.now())
}

/** A newcomer's first ask. */
export async function greetFirst(ctx: Context, tx: Tx, askId: string, askerId: string): Promise<void> {
  if (await views.isFirstAsk(tx, askerId, askId, newSince(ctx))) await greet(ctx, tx, askId, 'newcomer')
}

/** Once, to up to two. */
async function greet(ctx: Context, tx: Tx, id: string, kind: 'greeter' | 'newcomer'): Promise<void> {
  const asked = await lockAsk(tx, id)
  if (!asked || asked.greetedAt) return
  const createdAt = ctx.now()
  let shown = false
  for (const personId of await views.greetersFor(tx, id, createdAt))
    shown = (await draw(tx, { askId: id, personId, reason: { kind }, wave: 0, createdAt })) || shown
  if (shown) await setGreeted(tx, id, createdAt)
}

/** A newcomer's first word to everybody; what they ask first comes as an ask. */
export async function greetNewcomer(
  ctx: Context,
  tx: Tx,
  said: Extract<Happening, { kind: 'statuses.said' }>,
): Promise<void> {
  const { statusId, personId, inReplyToId, visibility } = said
  if (inReplyToId || (visibility !== 'public' && visibility !== 'unlisted')) return
  if (!(await views.isFirstStatus(tx, personId, statusId, newSince(ctx)))) return
  for (const greeterId of await views.greetersOf(tx, personId))
    await tell(tx, { personId: greeterId, kind: 'newcomer', fromId: personId, statusId })
}

function newSince(ctx: Context): Temporal.Instant {
  return ctx.now().subtract({ hours: 24 * DAYS_NEW })
}
