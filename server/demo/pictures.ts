import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { storeProfilePicture, upload } from '#modules/media'
import { updateProfile } from '#modules/people'
import type { Context } from '#platform/context'
import { drawPicture } from './draw/picture.ts'
import { drawPortrait } from './draw/portrait.ts'
import type { Said, Townsperson } from './town.ts'

export async function hangPortrait(ctx: Context, personId: string, { looks }: Townsperson): Promise<void> {
  if (!looks) return
  const drawn = new Blob([await render(drawPortrait(looks))])
  await updateProfile(ctx, personId, { avatarKey: await storeProfilePicture(ctx, personId, drawn, 'avatar') })
}

/** Draws the pictures of a status and takes them in; answers their ids. */
export async function developPictures(ctx: Context, personId: string, { pictures }: Said): Promise<string[]> {
  const ids: string[] = []
  for (const { scene, description } of pictures) {
    const bytes = await render(drawPicture(scene, description))
    const { id } = await withFile(bytes, (path) =>
      upload(ctx, { personId, path, bytes: bytes.length, description, wait: true }),
    )
    ids.push(id)
  }
  return ids
}

async function render(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer())
}

async function withFile<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kith-demo-'))
  try {
    const path = join(folder, 'picture.png')
    await writeFile(path, bytes)
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
