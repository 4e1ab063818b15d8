import type { Context } from '#platform/context'
import { removeFile, removeOlder } from '#platform/files'
import { LIMITS, filesOf } from '../model.ts'
import { deleteUnattached } from '../store.ts'
import { incomingFolder, mediaFolder } from './upload.ts'

/** Uploads that came into no status for a day, and what crashes left of some. Their files follow by `removeFiles`. */
export async function removeUnattached(ctx: Context): Promise<void> {
  const before = ctx.now().subtract({ hours: LIMITS.hoursUnattached })
  await deleteUnattached(ctx.db, before)
  await removeOlder(incomingFolder(ctx), before)
}

/** The files of rows that are gone; the database's triggers ask for it. */
export async function removeFiles(ctx: Context, keys: string[]): Promise<void> {
  for (const name of keys.flatMap(filesOf)) await removeFile(mediaFolder(ctx), name)
}
