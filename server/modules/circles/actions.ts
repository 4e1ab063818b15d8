import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import { cleanTitle, MOST_CIRCLES, MOST_MEMBERS } from './model.ts'
import {
  endCircle,
  insertCircle,
  insertMembers,
  lockCircle,
  removeMembers,
  updateCircle,
  type CircleChanges,
  type NewCircle,
} from './store.ts'
import { countCircles, countMembers } from './views.ts'

/** Makes an empty circle; answers its id. */
export async function drawCircle(ctx: Context, circle: NewCircle): Promise<string> {
  const title = cleanTitle(circle.title)
  if ((await countCircles(ctx.db, circle.personId)) >= MOST_CIRCLES)
    throw refuse('invalid', 'circles.too_many', { most: MOST_CIRCLES })
  return insertCircle(ctx.db, { ...circle, title })
}

export async function changeCircle(ctx: Context, personId: string, id: string, changes: CircleChanges): Promise<void> {
  const title = changes.title === undefined ? undefined : cleanTitle(changes.title)
  await onOwn(ctx, personId, id, (tx) => updateCircle(tx, id, { ...changes, title }))
}

/** What was said to it is seen by its owner alone from then on; what its members answered by them and the owner. */
export async function deleteCircle(ctx: Context, personId: string, id: string): Promise<void> {
  await onOwn(ctx, personId, id, (tx) => endCircle(tx, id, ctx.now()))
}

/** Takes people in whom one follows. One of them whom one does not is missing, and nobody is taken in. They are not told. */
export async function addToCircle(ctx: Context, personId: string, id: string, personIds: string[]): Promise<void> {
  const ids = [...new Set(personIds)]
  await onOwn(ctx, personId, id, async (tx) => {
    if ((await insertMembers(tx, personId, id, ids)) < ids.length) throw missing()
    if ((await countMembers(tx, id)) > MOST_MEMBERS)
      throw refuse('invalid', 'circles.too_many_members', { most: MOST_MEMBERS })
  })
}

export async function removeFromCircle(ctx: Context, personId: string, id: string, personIds: string[]): Promise<void> {
  await onOwn(ctx, personId, id, (tx) => removeMembers(tx, id, personIds))
}

async function onOwn(ctx: Context, personId: string, id: string, work: (tx: Tx) => Promise<void>): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if (!(await lockCircle(tx, personId, id))) throw missing()
    await work(tx)
  })
}
