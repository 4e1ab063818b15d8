/** What the descriptions of routes say again and again. */
import { z } from '@hono/zod-openapi'

/** A body or an answer in JSON. */
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
export const byId = z.object({ id: z.string() })
/** What `readPage` reads. */
export const paging = {
  limit: z.string().optional(),
  max_id: z.string().optional(),
  since_id: z.string().optional(),
  min_id: z.string().optional(),
}
export const refused = { 422: { description: 'Refused, with a code' } }

/** A moment as it is sent, with its offset; to the nanosecond, and one that the database can hold. */
export const moment = z.iso.datetime({ offset: true }).refine(isMoment)

function isMoment(text: string): boolean {
  try {
    return Temporal.Instant.from(text).epochMilliseconds >= 0
  } catch {
    return false
  }
}
