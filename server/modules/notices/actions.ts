import type { Context } from '#platform/context'
import type { Database } from '#platform/db'
import { announce } from '#platform/events'
import { missing } from '#platform/refusal'
import { idAlone, type News } from './model.ts'
import { deleteNotices, insertNotice } from './store.ts'

/** Tells somebody, once; silently nothing where they do not want to hear of it. */
export async function tell(tx: Database, news: News): Promise<void> {
  const id = await insertNotice(tx, news)
  if (id) await announce(tx, { kind: 'notice', id, person_id: news.personId })
}

export async function clear(ctx: Context, personId: string): Promise<void> {
  await deleteNotices(ctx.db, personId)
}

export async function dismiss(ctx: Context, personId: string, id: string): Promise<void> {
  if ((await deleteNotices(ctx.db, personId, { id })) === 0) throw missing()
}

export async function dismissGroup(ctx: Context, personId: string, groupKey: string): Promise<void> {
  const id = idAlone(groupKey)
  if ((await deleteNotices(ctx.db, personId, id ? { id } : { groupKey })) === 0) throw missing()
}
