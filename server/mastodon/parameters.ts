import { text, type Body, type Req } from '#platform/http'
import { refuse } from '#platform/refusal'
import { cleanLine } from '#platform/text'

/** A parameter without which there is nothing to answer. */
export function needed(body: Body, name: string): string {
  const value = cleanLine(text(body, name) ?? '')
  if (!value) throw refuse('malformed', 'common.wrong_field', { field: name })
  return value
}

const FURTHEST = 10_000

/** How many to leave out, for the few lists that page so. */
export function readOffset(c: Req): number {
  const given = c.req.query('offset')
  const offset = given === undefined || given === '' ? 0 : Number(given)
  if (!Number.isInteger(offset) || offset < 0) throw refuse('malformed', 'common.wrong_type', { field: 'offset' })
  return Math.min(offset, FURTHEST)
}
