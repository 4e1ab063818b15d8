/** What the routes of asks share: their entities as they are described. */
import { z } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import { DEEDS, OFFERS, REACHES } from '../model/asking.ts'
import { KINDS } from '../model/evidence.ts'

export const absent = { 404: { description: 'No such ask that I may see' } }

const reason = z.object({
  kind: z.enum([...KINDS, 'greeter', 'newcomer']),
  words: z.array(z.string()).optional().openapi({ description: 'Words of the question that speak for it.' }),
  count: z.int().optional().openapi({ description: 'In how many answers or words of mine they stand.' }),
})

export const nudgeSchema = z
  .object({
    id: z.string(),
    from: accountSchema.nullable().openapi({ description: 'Who passed it on; null where Kith thought of me.' }),
    word: z.string().nullable(),
    reason: reason.nullable(),
    deed: z.enum(DEEDS).nullable(),
    passable: z.boolean().openapi({ description: 'Whether I may hand it on to somebody who would know.' }),
    created_at: z.iso.datetime(),
  })
  .openapi('Nudge')

export const askSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    details: z.string().openapi({ description: 'HTML, as the content of a status.' }),
    language: z.string().nullable(),
    account: accountSchema
      .nullable()
      .openapi({ description: 'Null where whoever asks is not named beyond their own people.' }),
    mine: z.boolean(),
    pictures: z.array(z.looseObject({})).openapi({ description: 'Mastodon’s media attachments.' }),
    deadline: z.iso.datetime().nullable(),
    status_id: z.string().nullable().openapi({ description: 'The public status that it is as well.' }),
    outcome: z.string().nullable().openapi({ description: 'What came of it, in the asker’s words.' }),
    closed: z.boolean(),
    answered: z.boolean(),
    helped: z.boolean(),
    reach: z.enum(REACHES).nullable().openapi({ description: 'Told to whoever asked.' }),
    named: z.boolean().nullable(),
    nudge: nudgeSchema.nullable().openapi({ description: 'How it came to me, if it was drawn to my attention.' }),
    created_at: z.iso.datetime(),
  })
  .openapi('Ask')

export const answerSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['answer', 'comment']),
    parent_id: z
      .string()
      .nullable()
      .openapi({ description: 'The answer that a comment is on; null for one on the ask.' }),
    account: accountSchema.nullable(),
    by_asker: z.boolean(),
    mine: z.boolean(),
    content: z.string().openapi({ description: 'HTML, as the content of a status.' }),
    helped: z.boolean(),
    via: accountSchema.nullable().openapi({ description: 'Through whom it came, told to whoever asked.' }),
    offer: z
      .object({ account: accountSchema, state: z.enum(OFFERS), introduction_id: z.string().nullable() })
      .nullable()
      .openapi({ description: 'To whom whoever answers would introduce the asker; told to these two.' }),
    status_id: z.string().nullable(),
    created_at: z.iso.datetime(),
  })
  .openapi('Answer')
