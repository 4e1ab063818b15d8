/**
 * Words, numbers and dates in the reader's language. Reads i18next's file format (nested keys, `{{name}}`, `_one`/`_other`)
 * with a few lines instead of the library, which would weigh more than the words themselves.
 */
import { getContext, setContext } from 'svelte'
import type english from '../../../../locales/en.json'

export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

type Paths<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${Singular<K>}` : Paths<T[K], `${P}${K}.`>
}[keyof T & string]
type Singular<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K
type WebWords = Omit<typeof english, 'refusals' | 'oauth' | 'mail' | 'mails' | 'cli'>

export type Key = Paths<WebWords>
export type Values = Record<string, string | number>
export type Language = ReturnType<typeof createLanguage>

const context = Symbol('language')

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

export const loadWords = (locale: Locale): Promise<object> =>
  (locale === 'de' ? import('words:de') : import('words:en')).then((file) => file.default)

export function preferredLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=')
      return { tag: tag.toLowerCase().split('-')[0], weight: q === undefined ? 1 : Number(q) || 0 }
    })
    .sort((a, b) => b.weight - a.weight)
  return (wanted.find(({ tag }) => isLocale(tag))?.tag as Locale | undefined) ?? 'en'
}

export const provideLanguage = (language: Language) => setContext(context, language)
export const useLanguage = () => getContext<Language>(context)

const languages = new Map<string, Language>()
const mostLanguages = 500

/** Made once for a language and a time zone: its formats cost more than a page. */
export function languageOf(locale: Locale, words: object, zone: string | null): Language {
  const key = `${locale} ${zone}`
  const known = languages.get(key)
  if (known) return known
  if (languages.size >= mostLanguages) languages.clear()
  const language = createLanguage(locale, words, zone)
  languages.set(key, language)
  return language
}

/** Without a known time zone moments are said by their distance, never by the clock. */
function createLanguage(locale: Locale, words: object, zone: string | null) {
  const plural = new Intl.PluralRules(locale)
  const list = new Intl.ListFormat(british(locale), { type: 'conjunction' })
  const formats = new Map<string, Intl.DateTimeFormat>()
  const template = (key: string, values?: Values) => find(words, key, values, plural)

  return {
    locale,
    zone,
    t: (key: Key, values?: Values) => fill(template(key, values), values),
    /** The same in pieces, where `<b>` in the words marks what is to stand out. */
    pieces: (key: Key, values?: Values) =>
      template(key, values)
        .split(/(<b>.*?<\/b>)/)
        .filter(Boolean)
        .map((piece) => ({
          strong: piece.startsWith('<b>'),
          text: fill(piece.replace(/^<b>|<\/b>$/g, ''), values),
        })),
    list: (names: string[]) => list.format(names),
    date: (date: Date, options: Intl.DateTimeFormatOptions, tag = british(locale)) => {
      const key = tag + JSON.stringify(options)
      let format = formats.get(key)
      if (!format) formats.set(key, (format = new Intl.DateTimeFormat(tag, { timeZone: zone ?? 'UTC', ...options })))
      return format.format(date)
    },
  }
}

const british = (locale: Locale) => (locale === 'en' ? 'en-GB' : locale)

function find(words: object, key: string, values: Values | undefined, plural: Intl.PluralRules): string {
  const path = key.split('.')
  const last = path.pop() as string
  const group = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], words)
  const found = group as Record<string, string> | undefined
  if (values && typeof values.count === 'number') {
    const form = found?.[`${last}_${plural.select(values.count)}`] ?? found?.[`${last}_other`]
    if (form) return form
  }
  return found?.[last] ?? key
}

const fill = (text: string, values: Values = {}) =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
