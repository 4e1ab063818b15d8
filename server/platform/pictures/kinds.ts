/** The kinds that are read, and what each is called in HTTP. */
export const PICTURE_TYPES = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
} as const

export type PictureKind = keyof typeof PICTURE_TYPES

/** Known pictures that cannot be read here are told apart, since their senders can do something about it. */
export type Recognised = PictureKind | 'heic' | 'svg' | null

// ISO base media file format: bytes 4 to 8 are "ftyp", then the major brand (ISO/IEC 14496-12, 4.3).
const AVIF_BRANDS = ['avif', 'avis']
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** What a file is by its first bytes; its name and declared type are somebody's claim. */
export function recognise(head: Buffer): Recognised {
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  if (text.slice(4, 8) === 'ftyp') return recogniseBrand(text)
  return /^\W*(<\?xml[^>]*>|<!--|<!doctype svg|\s)*<svg[\s>]/i.test(text) || /^\s*<!doctype svg/i.test(text)
    ? 'svg'
    : null
}

function recogniseBrand(text: string): Recognised {
  const brands = text.slice(8, 64).match(/.{4}/gs) ?? []
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'avif'
  return HEIC_BRANDS.includes(brands[0] ?? '') ? 'heic' : null
}
