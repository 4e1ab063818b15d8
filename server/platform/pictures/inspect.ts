import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { refuse } from '#platform/refusal'
import { recognise, type PictureKind } from './kinds.ts'

/** What is known of a picture without decoding it; width and height are those of the upright one. */
export type Picture = { path: string; kind: PictureKind; width: number; height: number; animated: boolean }

/** 7680 × 4320. What has more is refused by its header, before any of it is decoded. */
export const MOST_PIXELS = 7680 * 4320

export async function inspectPicture(path: string): Promise<Picture> {
  const recognised = recognise(await readHead(path))
  if (recognised === null) throw refuse('invalid', 'pictures.not_a_picture')
  if (recognised === 'svg') throw refuse('invalid', 'pictures.svg')
  if (recognised === 'heic') throw refuse('invalid', 'pictures.heic')
  const { width, height, pages = 1 } = await readHeader(path, recognised)
  if (width * height > MOST_PIXELS) {
    throw refuse('invalid', 'pictures.too_many_pixels', {
      megapixels: Math.ceil((width * height) / 1e6),
      most: Math.floor(MOST_PIXELS / 1e6),
    })
  }
  // Of one that moves for too long the first picture is taken.
  const animated = pages > 1 && width * height * pages <= MOST_PIXELS
  return { path, kind: recognised, width, height, animated }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readHeader(path: string, kind: PictureKind) {
  const metadata = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  const format = metadata?.format === 'heif' ? 'avif' : metadata?.format
  if (!metadata || format !== kind || !metadata.width || !metadata.height) throw refuse('invalid', 'pictures.broken')
  const { width, height } = metadata.autoOrient
  return { width, height, pages: metadata.pages }
}
