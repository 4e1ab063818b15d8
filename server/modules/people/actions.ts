import type { Context } from '#platform/context'
import type { Database } from '#platform/db'
import { refuse } from '#platform/refusal'
import { cleanLine, cleanText, countCharacters } from '#platform/text'
import { LIMITS, type Field } from './model.ts'
import { insertPerson, updatePerson } from './store.ts'

/** Somebody new here; whether they may be called so is the caller's to know. */
export async function addPerson(tx: Database, person: { username: string; displayName: string }): Promise<string> {
  return insertPerson(tx, { username: person.username, displayName: cleanLine(person.displayName) })
}

/** What is absent stays as it is. */
export type ProfileChanges = {
  displayName?: string
  note?: string
  fields?: { name: string; value: string }[]
  helpsWith?: string[]
  looksFor?: string[]
  locked?: boolean
  bot?: boolean
  discoverable?: boolean
  indexable?: boolean
  hideCollections?: boolean
  attributionDomains?: string[]
  introducedBy?: 'following' | 'nobody'
  showsLight?: boolean
  /** Keys of stored pictures; null for none. */
  avatarKey?: string | null
  headerKey?: string | null
}

export async function updateProfile(ctx: Context, personId: string, changes: ProfileChanges): Promise<void> {
  const { displayName, note, fields, helpsWith, looksFor, attributionDomains, ...rest } = changes
  await updatePerson(ctx.db, personId, {
    ...rest,
    displayName: displayName === undefined ? undefined : checkName(cleanLine(displayName)),
    note: note === undefined ? undefined : checkNote(cleanText(note)),
    fields: fields && JSON.stringify(checkFields(fields)),
    helpsWith: helpsWith && checkWishes(helpsWith),
    looksFor: looksFor && checkWishes(looksFor),
    attributionDomains: attributionDomains && checkDomains(attributionDomains),
  })
}

function checkName(name: string): string {
  const most = LIMITS.displayName
  if (lengthOf(name) > most) throw refuse('invalid', 'people.name_too_long', { most })
  return name
}

function checkNote(note: string): string {
  const most = LIMITS.note
  if (countCharacters(note) > most) throw refuse('invalid', 'people.note_too_long', { most })
  return note
}

function checkFields(fields: { name: string; value: string }[]): Field[] {
  const lines = fields
    .map(({ name, value }) => ({ name: cleanLine(name), value: cleanLine(value), verified_at: null }))
    .filter(({ name, value }) => name !== '' || value !== '')
  if (lines.length > LIMITS.fields) throw refuse('invalid', 'people.too_many_fields', { most: LIMITS.fields })
  if (lines.some(({ name, value }) => lengthOf(name) > LIMITS.field || lengthOf(value) > LIMITS.field))
    throw refuse('invalid', 'people.field_too_long', { most: LIMITS.field })
  return lines
}

function checkWishes(wishes: string[]): string[] {
  const kept = [...new Set(wishes.map(cleanLine))].filter((wish) => wish !== '')
  if (kept.length > LIMITS.wishes) throw refuse('invalid', 'people.too_many_wishes', { most: LIMITS.wishes })
  if (kept.some((wish) => lengthOf(wish) > LIMITS.wish))
    throw refuse('invalid', 'people.wish_too_long', { most: LIMITS.wish })
  return kept
}

const DOMAIN = /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u

/** Taken as they are pasted, with what stands before and after the name. */
function checkDomains(given: string[]): string[] {
  const names = given.map((one) =>
    one
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^\*\./, '')
      .replace(/\/$/, ''),
  )
  const domains = [...new Set(names)].filter((name) => name !== '')
  if (domains.length > LIMITS.domains || !domains.every((name) => DOMAIN.test(name)))
    throw refuse('invalid', 'common.wrong_field', { field: 'attribution_domains' })
  return domains
}

function lengthOf(text: string): number {
  return Array.from(text).length
}
