import { availableParallelism } from 'node:os'
import sharp, { type Sharp } from 'sharp'
import { encode } from 'blurhash'
import { refuse } from '#platform/refusal'
import { MOST_PIXELS, type Picture } from './inspect.ts'

/** A finished WebP. */
export type Made = { bytes: Buffer; width: number; height: number }

// One thread a picture, and a core left for requests: decoding is done on libuv's threads, which everything else needs too.
sharp.concurrency(1)
sharp.cache(false)
const AT_ONCE = Math.max(1, availableParallelism() - 1)
const LONGEST_SIDE = 16_000 // WebP ends at 16383
const SECONDS = 30

/** The whole picture, upright, made smaller to hold at most `area` pixels; moves if it did and `still` is not asked for. */
export function fitPicture(
  picture: Picture,
  { area, still = false }: { area: number; still?: boolean },
): Promise<Made> {
  const { width, height } = picture
  const scale = Math.min(1, Math.sqrt(area / (width * height)), LONGEST_SIDE / Math.max(width, height))
  const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
  const moves = picture.animated && !still
  return make(picture, moves, (image) => image.resize({ ...size, fit: 'fill' }))
}

/** A picture of exactly this size, cut from the middle. */
export function coverPicture(picture: Picture, size: { width: number; height: number }): Promise<Made> {
  return make(picture, false, (image) => image.resize({ ...size, fit: 'cover' }))
}

/** A few colours to show until the picture has come (blurha.sh). */
export async function blurhashOf(bytes: Buffer): Promise<string> {
  const small = sharp(bytes)
    .resize({ width: 32, height: 32, fit: 'inside' })
    .flatten({ background: '#fff' })
    .ensureAlpha()
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true })
  const [across, down] = info.width >= info.height ? [4, 3] : [3, 4]
  return encode(new Uint8ClampedArray(data), info.width, info.height, across, down)
}

function make(picture: Picture, animated: boolean, resize: (image: Sharp) => Sharp): Promise<Made> {
  return inTurn(async () => {
    try {
      const image = sharp(picture.path, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated })
      // Without a call to keep them, sharp leaves all metadata out and turns colours into sRGB.
      const upright = animated ? image : image.autoOrient()
      const made = resize(upright).webp({ quality: 82, effort: 2 }).timeout({ seconds: SECONDS })
      const { data, info } = await made.toBuffer({ resolveWithObject: true })
      return { bytes: data, width: info.width, height: info.pageHeight ?? info.height }
    } catch {
      throw refuse('invalid', 'pictures.broken')
    }
  })
}

let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else working++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}
