import { locales } from '#platform/locale'
import { refuse } from '#platform/refusal'
import { cleanLine } from '#platform/text'

export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const
export type Visibility = (typeof VISIBILITIES)[number]
export const ROLES = ['owner', 'moderator', 'member'] as const
export type Role = (typeof ROLES)[number]

/** The cookie of the web client. Its value is an access token of the built-in app. */
export const SESSION_COOKIE = 'kith_session'

const LONGEST_EMAIL = 254
const LONGEST_PLACE_NAME = 60
const LONGEST_DESCRIPTION = 500
const ADDRESS = /^[^\s@"(),:;<>[\]\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u

export function checkEmail(text: string): string {
  const email = text.trim().normalize('NFC')
  if (email.length > LONGEST_EMAIL || !ADDRESS.test(email)) throw refuse('invalid', 'accounts.email_form')
  return email
}

export function checkLocale(locale: string): string {
  if (locales.includes(locale)) return locale
  throw refuse('invalid', 'accounts.locale_unknown', { choices: locales.join(', ') })
}

/** A language tag as people's statuses carry it: `de`, `pt-BR`. */
export function checkLanguage(language: string): string {
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(language)) return language
  throw refuse('invalid', 'accounts.language_unknown')
}

export function checkPlaceName(text: string): string {
  const name = cleanLine(text)
  if (name === '') throw refuse('invalid', 'accounts.place_name_missing')
  if (name.length > LONGEST_PLACE_NAME)
    throw refuse('invalid', 'accounts.place_name_long', { most: LONGEST_PLACE_NAME })
  return name
}

export function checkPlaceDescription(text: string): string {
  const description = cleanLine(text)
  if (description.length <= LONGEST_DESCRIPTION) return description
  throw refuse('invalid', 'accounts.place_description_long', { most: LONGEST_DESCRIPTION })
}
