import { randomBytes } from 'node:crypto'
import { refuse } from '#platform/refusal'

export const LIMITS = {
  bytes: 16 * 1024 * 1024,
  description: 1500,
  /** How large a kept picture may be (3840 × 2160), and its preview (640 × 640), in pixels. */
  original: 3840 * 2160,
  preview: 640 * 640,
  /** Up to so many pixels and bytes a picture is made ready while its sender waits. */
  waitPixels: 4_000_000,
  waitBytes: 4 * 1024 * 1024,
  hoursUnattached: 24,
} as const

export const PROFILE_SIZES = { avatar: { width: 400, height: 400 }, header: { width: 1500, height: 500 } } as const
export type ProfileKind = keyof typeof PROFILE_SIZES

type Size = { width: number; height: number; size: string; aspect: number }
export type Focus = { x: number; y: number }
export type Meta = { original?: Size; small?: Size; focus?: Focus }

/** What a status keeps of each of its pictures. */
export type Attachment = {
  id: string
  kind: string
  key: string
  mime: string
  description: string | null
  blurhash: string | null
  meta: Meta
}

/** Mastodon's MediaAttachment. */
export type MediaAttachment = {
  id: string
  type: string
  url: string | null
  preview_url: string | null
  remote_url: null
  preview_remote_url: null
  text_url: null
  meta: Meta
  description: string | null
  blurhash: string | null
}

/** The name under which the folder and the address know a picture: two levels, and 128 bits that nobody guesses. */
export function newKey(): string {
  const name = randomBytes(16).toString('hex')
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
}

export const originalOf = (key: string) => `${key}-original.webp`
export const previewOf = (key: string) => `${key}-preview.webp`
export const uploadOf = (key: string) => `${key}-upload`

const KEY = /^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{28}$/
const FILE = /^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{28}-(original|preview|avatar|header)\.webp$/

/** Is this the name of a file that may be shown to the world? */
export function isPublicFile(name: string): boolean {
  return FILE.test(name)
}

/** All files that lie under a key: of an upload, or a profile's picture, whose key is its file. */
export function filesOf(key: string): string[] {
  if (KEY.test(key)) return [originalOf(key), previewOf(key), uploadOf(key)]
  return FILE.test(key) ? [key] : []
}

export function attachmentEntity(
  origin: string,
  { id, kind, key, mime, description, blurhash, meta }: Attachment,
): MediaAttachment {
  // Until it is ready it has no type of file, and no address.
  const ready = mime !== ''
  return {
    id,
    type: kind,
    url: ready ? `${origin}/media/${originalOf(key)}` : null,
    preview_url: ready ? `${origin}/media/${previewOf(key)}` : null,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta,
    description,
    blurhash,
  }
}

export function sizeOf({ width, height }: { width: number; height: number }): Size {
  return { width, height, size: `${width}x${height}`, aspect: width / height }
}

/** `"x,y"`, each from -1 to 1: what must stay in sight when a picture is cropped. */
export function readFocus(text: string | undefined): Focus | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const [x = NaN, y = NaN, ...rest] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (rest.length > 0 || !fits(x) || !fits(y)) throw refuse('invalid', 'media.focus')
  return { x, y }
}

function fits(value: number): boolean {
  return value >= -1 && value <= 1
}
