import type { Context } from '#platform/context'
import type { Database } from '#platform/db'
import { announce } from '#platform/events'
import { missing } from '#platform/refusal'
import { idAlone, type News } from './model.ts'
import { clearNotices, insertNotices } from './store.ts'
import { watchersOf } from './views.ts'

/** Tells somebody, once; silently nothing where they do not want to hear of it. */
export async function tell(tx: Database, { personId, ...news }: News): Promise<void> {
  await tellAll(tx, [personId], news)
}

/** Tells those followers of somebody who asked to hear of everything they say; who is mentioned in it knows already. */
export async function tellWatchers(tx: Database, { fromId, statusId }: { fromId: string; statusId: string }) {
  const watchers = await watchersOf(tx, fromId, statusId)
  if (watchers.length > 0) await tellAll(tx, watchers, { kind: 'status', fromId, statusId })
}

async function tellAll(tx: Database, personIds: string[], news: Omit<News, 'personId'>) {
  for (const { id, person_id } of await insertNotices(tx, personIds, news))
    await announce(tx, { kind: 'notice', id, person_id })
}

export async function clear(ctx: Context, personId: string): Promise<void> {
  await clearNotices(ctx.db, personId)
}

export async function dismiss(ctx: Context, personId: string, id: string): Promise<void> {
  if ((await clearNotices(ctx.db, personId, { id })) === 0) throw missing()
}

export async function dismissGroup(ctx: Context, personId: string, groupKey: string): Promise<void> {
  const id = idAlone(groupKey)
  if ((await clearNotices(ctx.db, personId, id ? { id } : { groupKey })) === 0) throw missing()
}
