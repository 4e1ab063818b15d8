import type { Context } from '#platform/context'
import { transaction, type Database } from '#platform/db'
import { announce } from '#platform/events'
import { addJob } from '#platform/jobs'
import { DAYS_KEPT_UNREAD, FOLLOWERS_AT_ONCE, type Delivered } from './model.ts'
import { dropUnread, insertForAuthor, insertForFollowers, noteRead, rebuild, saveMarker } from './store.ts'
import { deliveredStatus, followersHere, isBuilt } from './views.ts'

/**
 * Brings a new status into home feeds, in the transaction that says it: the author's at once, the followers' at once
 * while they are few, else by a job. Mentioned-only ones are conversations and come into nobody's feed.
 */
export async function distribute(tx: Database, status: Delivered): Promise<void> {
  if (status.visibility === 'direct') return
  await insertForAuthor(tx, status)
  if ((await followersHere(tx, status.personId)) <= FOLLOWERS_AT_ONCE) return insertForFollowers(tx, status)
  await addJob(tx, 'timelines.deliver', { statusId: status.id })
}

/** The job of `distribute`: a status deleted meanwhile is let go. */
export async function deliver(ctx: Context, statusId: string): Promise<void> {
  const status = await deliveredStatus(ctx.db, statusId)
  if (!status) return
  await transaction(ctx.db, async (tx) => {
    await insertForFollowers(tx, status)
    await announce(tx, { kind: 'status.delivered', id: statusId })
  })
}

/** Called when somebody opens their home: a feed that was dropped is rebuilt, and the visit noted once a day. */
export async function openHome(ctx: Context, personId: string): Promise<void> {
  if (!(await isBuilt(ctx.db, personId))) return transaction(ctx.db, (tx) => rebuild(tx, personId))
  // On a full disk people can still read.
  await noteRead(ctx.db, personId).catch((error) => ctx.log.warn({ error: String(error) }, 'a visit was not noted'))
}

export async function dropUnreadFeeds(ctx: Context): Promise<void> {
  await dropUnread(ctx.db, DAYS_KEPT_UNREAD)
}

export async function setMarkers(
  ctx: Context,
  personId: string,
  lastRead: { home?: string; notifications?: string },
): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if (lastRead.home) await saveMarker(tx, personId, 'home', lastRead.home)
    if (lastRead.notifications) await saveMarker(tx, personId, 'notifications', lastRead.notifications)
  })
}
