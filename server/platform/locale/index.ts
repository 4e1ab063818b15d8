/** Sentences in people's languages, from locales/*.json: one file a language, shared with the web client. */
import i18next from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../locales')

export type Locale = string

const catalogues = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -5), { translation: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) }]),
)

export const locales: Locale[] = Object.keys(catalogues).sort()

const i18n = i18next.createInstance()
await i18n.init({
  resources: catalogues,
  fallbackLng: 'en',
  keySeparator: ':',
  nsSeparator: false,
  interpolation: { escapeValue: false },
})

/** The sentence for a key, such as `refusals:introductions.not_found`; English where a language lacks it. */
export function sentence(locale: Locale, key: string, params: Record<string, string | number> = {}): string {
  return i18n.t(key, { lng: locale, ...params })
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4). */
export function negotiateLocale(header: string | null | undefined, fallback: Locale = 'en'): Locale {
  const wished = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';')
      const quality = options.find((option) => option.trim().startsWith('q='))
      return { tag: tag.trim().toLowerCase().split('-')[0]!, quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wished.find(({ tag }) => locales.includes(tag))?.tag ?? fallback
}
