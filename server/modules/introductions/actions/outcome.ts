import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { missing } from '#platform/refusal'
import { DAYS_UNTIL_ASKED, takeOutcome } from '../model.ts'
import * as store from '../store.ts'
import { findUnasked } from '../views.ts'

/** Whether it was good to meet, said by one of the two. Nobody is told; when both say so the introducer hears of it, once. */
export async function sayHowItWas(ctx: Context, personId: string, id: string, good: boolean): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const introduction = await store.lockIntroduction(tx, id)
    if (!introduction) throw missing()
    const { changes, bothGlad } = takeOutcome(introduction, personId, good, ctx.now())
    if (!changes) return
    await store.setGood(tx, id, personId, good)
    if (!bothGlad) return
    const { introducerId } = introduction
    await store.setBothLiked(tx, id)
    await tell(tx, { personId: introducerId, kind: 'introduction_liked', fromId: introducerId, aboutId: id })
  })
}

const AT_ONCE = 500

/** Asks the two of each who met a month ago, once, whether it was good. */
export async function askHowItWas(ctx: Context): Promise<void> {
  const due = await findUnasked(ctx.db, ctx.now().subtract({ hours: 24 * DAYS_UNTIL_ASKED }), AT_ONCE)
  for (const id of due) {
    await transaction(ctx.db, async (tx) => {
      const introduction = await store.lockIntroduction(tx, id)
      if (!introduction) return
      await store.setAsked(tx, id)
      for (const { personId } of introduction.parties)
        await tell(tx, { personId, kind: 'introduction_outcome', fromId: introduction.introducerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await askHowItWas(ctx)
}
