/** What the routes of goodwill share: their entities as they are described. */
import { z } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import { FLAME_KINDS } from '../model/light.ts'
import { ABOUTS, CHAIN_PARTS } from '../model/thanks.ts'
import { REFS } from '../views/light.ts'

export const absent = { 404: { description: 'No such thanks, thing or person that I may see' } }

export const thanksSchema = z
  .object({
    id: z.string(),
    about: z.enum(ABOUTS).nullable().openapi({ description: 'What for; null where it is not for me to know.' }),
    about_id: z.string().nullable(),
    ask_id: z.string().nullable().openapi({ description: 'Of an answer: what was asked.' }),
    what: z
      .string()
      .nullable()
      .openapi({ description: 'The question, the offer or need, the comment, in their words; the name of a guest.' }),
    with: accountSchema.nullable().openapi({ description: 'Of an introduction: the other of the two.' }),
    from: accountSchema.nullable().openapi({ description: 'Null where they are not named to me.' }),
    to: accountSchema.nullable().openapi({ description: 'Null where they are not named to me.' }),
    word: z.string().nullable(),
    part: z
      .enum(['from', 'to', ...CHAIN_PARTS])
      .nullable()
      .openapi({ description: 'Mine in it; null where it is shown to me.' }),
    before: accountSchema.nullable().openapi({ description: 'From whom I had what I passed on.' }),
    after: accountSchema.nullable().openapi({ description: 'To whom I gave it.' }),
    shows: z
      .object({ mine: z.boolean(), theirs: z.boolean() })
      .nullable()
      .openapi({ description: 'Whether each of us two lets it be shown.' }),
    shown: z.boolean(),
    may_show: z.boolean().openapi({ description: 'False for one from somebody who asked without being named.' }),
    passed_on: z.array(z.string()).openapi({ description: 'The offers of mine that came of it.' }),
    created_at: z.iso.datetime(),
  })
  .openapi('Thanks')

export const owedSchema = z
  .object({
    about: z.enum(ABOUTS),
    about_id: z.string(),
    account: accountSchema,
    what: z.string().nullable(),
    with: accountSchema.nullable(),
    at: z.iso.datetime(),
  })
  .openapi('Owed')

export const flameSchema = z
  .object({
    id: z.string(),
    kind: z.enum(FLAME_KINDS),
    by: accountSchema.nullable().openapi({ description: 'Who did it; null where they are not named to me.' }),
    for: accountSchema
      .nullable()
      .openapi({ description: 'Who asked, was thanked, was given something; one of two who were introduced.' }),
    with: accountSchema
      .nullable()
      .openapi({ description: 'To whom an ask was given on; the other of two who were introduced.' }),
    about: z
      .enum([...ABOUTS, 'need'])
      .nullable()
      .openapi({ description: 'What was thanked for; whether what was given was offered or needed.' }),
    what: z.string().nullable().openapi({ description: 'What was asked, offered or needed, in their words.' }),
    word: z.string().nullable(),
    ref: z
      .object({ kind: z.enum(REFS), id: z.string() })
      .nullable()
      .openapi({ description: 'What it is about, where I may see it.' }),
    at: z.iso.datetime().nullable().openapi({ description: 'Null where I am told no more than the month.' }),
    month: z.string().openapi({ description: 'As `2026-11`, in UTC.' }),
    mine: z.boolean().openapi({ description: 'Whether I did it.' }),
    lit_by: z.string().nullable().openapi({ description: 'The flame that lit it; it may be far before this page.' }),
  })
  .openapi('Flame')
