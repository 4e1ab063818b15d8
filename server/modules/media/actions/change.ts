import type { Context } from '#platform/context'
import { transaction, type Database } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import { readFocus, type Attachment } from '../model.ts'
import { changeMedia, deleteMedia } from '../store.ts'
import { findOwn, lockOwn, type MediaRow } from '../views.ts'
import { readDescription } from './upload.ts'

export type Change = { description?: string; focus?: string }

/** One's own upload while it belongs to no status. */
export async function viewUpload(ctx: Context, personId: string, id: string): Promise<MediaRow> {
  const row = await findOwn(ctx.db, personId, id)
  if (!row || row.status_id) throw missing()
  if (row.state === 'failed') throw refuse('invalid', 'pictures.broken')
  return row
}

/** Describes an upload that belongs to no status yet. */
export async function describeUpload(ctx: Context, personId: string, id: string, change: Change): Promise<Attachment> {
  return transaction(ctx.db, async (tx) => {
    const [row] = await lockOwn(tx, personId, [id])
    if (!row || row.status_id) throw missing()
    return changeRow(tx, row, change)
  })
}

/** What is not named stays as it is. */
export async function changeRow(tx: Database, row: MediaRow, change: Change): Promise<MediaRow> {
  const description = change.description === undefined ? row.description : readDescription(change.description)
  const focus = readFocus(change.focus)
  await changeMedia(tx, row.id, description, focus ? { focus } : {})
  return { ...row, description, meta: focus ? { ...row.meta, focus } : row.meta }
}

export async function removeUpload(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const [row] = await lockOwn(tx, personId, [id])
    if (!row) throw missing()
    if (row.status_id) throw refuse('invalid', 'media.in_use')
    await deleteMedia(tx, id)
  })
}
