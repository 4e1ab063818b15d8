import { join } from 'node:path'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { keepFile, removeFile, takeFile } from '#platform/files'
import { addJob } from '#platform/jobs'
import { blurhashOf, fitPicture, inspectPicture, type Picture } from '#platform/pictures'
import { Refusal, missing, refuse } from '#platform/refusal'
import { cleanText } from '#platform/text'
import {
  LIMITS,
  filesOf,
  newKey,
  originalOf,
  previewOf,
  readFocus,
  sizeOf,
  uploadOf,
  type Attachment,
} from '../model.ts'
import { deleteMedia, insertMedia, markFailed, markReady } from '../store.ts'
import { findOwn, findProcessing } from '../views.ts'

export type Upload = {
  personId: string
  /** Where the file lies; it may be moved away from there. */
  path: string
  bytes: number
  description?: string
  focus?: string
  /** Make it ready before answering, however long that takes. */
  wait: boolean
}

export function mediaFolder(ctx: Context): string {
  return join(ctx.config.dataDir, 'media')
}

/** Where uploads lie while they come in: on the same disk, so that they are moved and not copied. */
export function incomingFolder(ctx: Context): string {
  return join(mediaFolder(ctx), 'incoming')
}

/** Takes a picture in. A small one is ready at once; a large one, unless `wait` says otherwise, is made ready by a job. */
export async function upload(ctx: Context, upload: Upload): Promise<Attachment> {
  const { personId, path, bytes, wait } = upload
  const description = readDescription(upload.description)
  const focus = readFocus(upload.focus)
  if (bytes > LIMITS.bytes)
    throw refuse('too_large', 'common.file_too_large', { megabytes: LIMITS.bytes / 1024 / 1024 })
  const picture = await inspectPicture(path)
  const key = newKey()
  const id = await insertMedia(ctx.db, { personId, key, description, meta: focus ? { focus } : {} })
  try {
    if (wait || isQuick(picture, bytes)) await makeReady(ctx, id, key, picture)
    else await takeIn(ctx, id, key, path)
  } catch (error) {
    await deleteMedia(ctx.db, id)
    throw error
  }
  const row = await findOwn(ctx.db, personId, id)
  if (!row) throw missing()
  return row
}

export function readDescription(text: string | undefined): string | null {
  const description = cleanText(text ?? '')
  if (Array.from(description).length <= LIMITS.description) return description || null
  throw refuse('invalid', 'media.description_too_long', { most: LIMITS.description })
}

/** The job of a large upload. */
export async function processUpload(ctx: Context, id: string): Promise<void> {
  const row = await findProcessing(ctx.db, id)
  if (!row) return
  const name = uploadOf(row.key)
  try {
    await makeReady(ctx, id, row.key, await inspectPicture(join(mediaFolder(ctx), name)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await markFailed(ctx.db, id)
  }
  await removeFile(mediaFolder(ctx), name)
}

function isQuick({ width, height, animated }: Picture, bytes: number): boolean {
  return !animated && bytes <= LIMITS.waitBytes && width * height <= LIMITS.waitPixels
}

async function takeIn(ctx: Context, id: string, key: string, path: string) {
  await takeFile(mediaFolder(ctx), uploadOf(key), path)
  await transaction(ctx.db, (tx) => addJob(tx, 'media.process', { id }, { maxAttempts: 5 }))
}

async function makeReady(ctx: Context, id: string, key: string, picture: Picture) {
  const original = await fitPicture(picture, { area: LIMITS.original })
  const preview = await fitPicture(picture, { area: LIMITS.preview, still: true })
  const blurhash = await blurhashOf(preview.bytes)
  await keepFile(mediaFolder(ctx), originalOf(key), original.bytes)
  await keepFile(mediaFolder(ctx), previewOf(key), preview.bytes)
  const meta = { original: sizeOf(original), small: sizeOf(preview) }
  if (await markReady(ctx.db, id, { mime: 'image/webp', blurhash, meta })) return
  // Deleted meanwhile, and so were the files that lay there then.
  for (const name of filesOf(key)) await removeFile(mediaFolder(ctx), name)
}
