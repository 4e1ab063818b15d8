/** What the routes of offers and needs share: their entities as they are described. */
import { z } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import { moment } from '#platform/http'
import { KINDS, LIMITS, REACHES, SAYINGS, STATES, WAYS, type Words } from '../model/rules.ts'

export const absent = { 404: { description: 'No such offer or need that I may see' } }

export const offerSchema = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS),
    what: z.string(),
    details: z.string().openapi({ description: 'HTML, as the content of a status.' }),
    way: z.enum(WAYS).openapi({ description: 'To keep, for a while, for something else, or somebody’s time.' }),
    for_what: z.string().nullable().openapi({ description: 'Of a swap: what they would like for it.' }),
    locality: z.string().nullable().openapi({ description: 'Where, in their words.' }),
    language: z.string().nullable(),
    account: accountSchema,
    mine: z.boolean(),
    state: z.enum(STATES).openapi({ description: '`given`: somebody has it, or helps.' }),
    taken_down: z.boolean().openapi({
      description: 'Those who look after the place took it down. Told to whose it is, who alone sees it.',
    }),
    until: z.iso.datetime(),
    drawn_at: z.iso
      .datetime()
      .nullable()
      .openapi({ description: 'When lots are drawn, where whoever offers lets Kith draw.' }),
    reach: z.enum(REACHES).nullable().openapi({ description: 'Told to whose it is.' }),
    taking: z
      .object({ word: z.string().nullable(), chosen: z.boolean() })
      .nullable()
      .openapi({ description: 'What I said to it, if I would like it or would help.' }),
    let_go: z.boolean().openapi({ description: 'I had it once, and let it go myself: it is not for me again.' }),
    went: z
      .object({
        mine: z.enum(SAYINGS).nullable(),
        theirs: z.enum(SAYINGS).nullable(),
        at: z.iso.datetime().openapi({ description: 'When one of us was chosen.' }),
        drawn: z.boolean().openapi({ description: 'By lot: that choice is not taken back.' }),
        let_go: z.boolean().openapi({ description: 'It did not come to it: one of us let go, or had to.' }),
      })
      .nullable()
      .openapi({ description: 'How it went, as the two of us say; for us alone.' }),
    created_at: z.iso.datetime(),
    changed_at: z.iso.datetime().nullable().openapi({ description: 'When it was said anew, if it was.' }),
    settled: z.boolean().openapi({ description: 'Over, because it was met, as whose it is says.' }),
    ring: z
      .object({ id: z.string(), conversation_id: z.string().nullable() })
      .nullable()
      .openapi({ description: 'The ring it was given in, if I am part of that.' }),
  })
  .openapi('Offer')

export const takerSchema = z
  .object({
    id: z.string().openapi({ description: 'Of what they say, to report it.' }),
    account: accountSchema,
    word: z.string().nullable(),
    chosen: z.boolean(),
    missed: z.array(z.object({ what: z.string(), at: z.iso.datetime() })).openapi({
      description: 'The last that was to change hands between us two and did not, as I said; for me alone.',
    }),
    created_at: z.iso.datetime(),
  })
  .openapi('Taker')

export const words = z.object({
  kind: z.enum(KINDS),
  what: z.string().openapi({ description: `At most ${LIMITS.what} characters.` }),
  details: z
    .string()
    .optional()
    .openapi({ description: `At most ${LIMITS.details} characters.` }),
  way: z.enum(WAYS),
  for_what: z.string().nullish(),
  locality: z.string().nullish(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullish(),
  reach: z.enum(REACHES),
  circle_ids: z.array(z.string()).optional().openapi({ description: 'My circles, for a reach of `circles`.' }),
  until: moment.nullish(),
})

/** What somebody offers or needs, as it was sent. */
export function wishIn(body: z.infer<typeof words>): Words {
  const { circle_ids: circleIds, for_what: forWhat, until, ...rest } = body
  return { ...rest, circleIds, forWhat, until: until ? Temporal.Instant.from(until) : null }
}
