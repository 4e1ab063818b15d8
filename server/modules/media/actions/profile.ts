import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '#platform/context'
import { keepFile, removeFile } from '#platform/files'
import { addJob } from '#platform/jobs'
import { coverPicture, inspectPicture } from '#platform/pictures'
import { refuse } from '#platform/refusal'
import { LIMITS, PROFILE_SIZES, newKey, type ProfileKind } from '../model.ts'
import { isOnProfile } from '../views.ts'
import { incomingFolder, mediaFolder } from './upload.ts'

/** A picture as a form brought it: already on the disk, or still in memory. */
export type SentPicture = { path: string; bytes: number } | Blob

/**
 * Makes a profile's picture of what was sent and answers the key to keep in the person's row. One that no profile shows
 * an hour later (the change was undone, or cut off) is thrown away.
 */
export async function storeProfilePicture(
  ctx: Context,
  personId: string,
  sent: SentPicture,
  kind: ProfileKind,
): Promise<string> {
  const bytes = sent instanceof Blob ? sent.size : sent.bytes
  if (bytes > LIMITS.bytes)
    throw refuse('too_large', 'common.file_too_large', { megabytes: LIMITS.bytes / 1024 / 1024 })
  return withPath(ctx, sent, async (path) => {
    const { bytes } = await coverPicture(await inspectPicture(path), PROFILE_SIZES[kind])
    const key = `${newKey()}-${kind}.webp`
    const at = ctx.now().add({ hours: 1 })
    await addJob(ctx.db, 'media.remove-unused-profile-picture', { personId, key }, { at })
    await keepFile(mediaFolder(ctx), key, bytes)
    return key
  })
}

export async function removeUnusedProfilePicture(ctx: Context, personId: string, key: string): Promise<void> {
  if (!(await isOnProfile(ctx.db, personId, key))) await removeFile(mediaFolder(ctx), key)
}

async function withPath<T>(ctx: Context, sent: SentPicture, work: (path: string) => Promise<T>): Promise<T> {
  if (!(sent instanceof Blob)) return work(sent.path)
  const path = join(incomingFolder(ctx), randomUUID())
  await mkdir(incomingFolder(ctx), { recursive: true })
  try {
    await writeFile(path, Buffer.from(await sent.arrayBuffer()), { mode: 0o600 })
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}
