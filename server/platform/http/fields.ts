import { refuse } from '#platform/refusal'
import type { Body } from './body.ts'

/** A text, undefined when the field is absent; anything but text and numbers is refused. */
export function text(body: Body, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw wrong(name)
}

/** Apps send booleans as true, "true", "1", 1 and "on". */
export function bool(body: Body, name: string): boolean | undefined {
  const value = body[name]
  if (value === undefined || value === null || value === '') return undefined
  if ([true, 1, 'true', '1', 'on', 't', 'yes'].includes(value as never)) return true
  if ([false, 0, 'false', '0', 'off', 'f', 'no'].includes(value as never)) return false
  throw wrong(name)
}

export function number(body: Body, name: string): number | undefined {
  const value = body[name]
  if (value === undefined || value === null || value === '') return undefined
  const parsed = Number(value)
  if (typeof value === 'object' || !Number.isFinite(parsed)) throw wrong(name)
  return parsed
}

/** A list of texts: an array, an index-keyed hash (`ids[0]=…`) or a single value. */
export function list(body: Body, name: string): string[] | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  const values = Array.isArray(value) ? value : typeof value === 'object' ? Object.values(value) : [value]
  return values.map((item) => {
    if (typeof item === 'string' || typeof item === 'number') return String(item)
    throw wrong(name)
  })
}

export function oneOf<T extends string>(body: Body, name: string, choices: readonly T[]): T | undefined {
  const value = text(body, name)
  if (value === undefined || value === '') return undefined
  const choice = choices.find((c) => c === value)
  if (!choice) throw refuse('invalid', 'common.not_a_choice', { field: name, choices: choices.join(', ') })
  return choice
}

function wrong(name: string) {
  return refuse('invalid', 'common.wrong_type', { field: name })
}
