import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import type { Req } from './env.ts'

/** An id from the path; one that cannot be an id belongs to nothing. */
export function readId(c: Req, name = 'id'): string {
  const value = c.req.param(name)
  if (!isId(value)) throw missing()
  return value
}
