import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { ANSWERS, DAYS_OPEN, DAYS_UNTIL_ASKED, LIMITS, STATES } from '#modules/introductions'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, createApi, json, paging, readId, readPage, refused, type Env } from '#platform/http'
import { locales } from '#platform/locale'
import { canMail } from '#platform/mail'
import {
  answerAsGuest,
  answerAsPerson,
  proposeGuest,
  sayHowItWas,
  sayHowItWasAsGuest,
  stopMail,
  withdrawGuest,
} from './actions.ts'
import { findLink, guestIntroductionsPage, viewGuestIntroduction, viewGuestPage } from './views.ts'

const PAGE = 20

const byToken = z.object({ token: z.string().max(100) })
const absent = { 404: { description: 'No such introduction of mine' } }
const noLink = { 404: { description: 'No such link' } }
const answer = z.enum(ANSWERS)

const introduction = z
  .object({
    id: z.string(),
    state: z.enum(STATES),
    introducer: accountSchema,
    person: accountSchema,
    guest: z.object({
      name: z.string(),
      email: z.string().nullable().openapi({ description: 'Told to the person alone, once both said yes.' }),
    }),
    answer: answer.nullable().openapi({ description: 'The person’s; to the introducer null until both said yes.' }),
    guest_answer: answer.nullable().openapi({ description: 'Null until both said yes.' }),
    note: z.string(),
    word: z.string().nullable().openapi({ description: 'What the introducer wrote to the person alone.' }),
    meeting: z
      .string()
      .nullable()
      .openapi({ description: 'When and where they could meet, in the introducer’s words.' }),
    good: z.boolean().nullable().openapi({ description: 'Whether it was good to meet: the person’s own word.' }),
    may_say_good: z.boolean().openapi({ description: 'A month after they met.' }),
    both_glad: z.boolean().openapi({ description: 'Told to the introducer alone, once both said it was good.' }),
    undelivered: z.boolean().openapi({ description: 'Told to the introducer alone: the mail did not arrive.' }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .openapi('GuestIntroduction')

const guestPage = z
  .object({
    state: z.enum(STATES),
    introducer: accountSchema,
    person: accountSchema,
    name: z.string(),
    note: z.string(),
    word: z.string().nullable(),
    meeting: z.string().nullable(),
    answer: answer.nullable(),
    good: z.boolean().nullable().openapi({ description: 'Whether it was good to meet: their own word.' }),
    may_say_good: z.boolean().openapi({ description: 'A month after they met.' }),
    locale: z.string(),
    stopped: z.boolean().openapi({ description: 'Whether they want no mail from here any more.' }),
    welcome: z.boolean().openapi({ description: 'Whether they may be written to again.' }),
    reported: z.boolean().openapi({ description: 'Whether they reported it to those who look after the place.' }),
  })
  .openapi('GuestPage')

const proposing = createRoute({
  method: 'post',
  path: '/guest_introductions',
  summary: 'Introduce one of my people to somebody with only e-mail',
  description:
    `Both are asked, the guest by one mail, and have ${DAYS_OPEN} days. Only where the place can send mail. ` +
    'Scope: `write:introductions`.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          person: z.string(),
          guest: z.object({ name: z.string(), email: z.string() }),
          note: z.string().openapi({ description: `For both, at most ${LIMITS.note} characters.` }),
          word: z
            .string()
            .optional()
            .openapi({ description: `To the person alone, at most ${LIMITS.word} characters.` }),
          guest_word: z
            .string()
            .optional()
            .openapi({ description: `To the guest alone, at most ${LIMITS.word} characters.` }),
          meeting: z
            .string()
            .nullish()
            .openapi({ description: `When and where they could meet, at most ${LIMITS.meeting} characters.` }),
          locale: z.enum(locales as [string, ...string[]]).openapi({ description: 'The language of the mail.' }),
        }),
      ),
    },
  },
  responses: { 201: { description: 'Both are asked', ...json(introduction) }, ...absent, ...refused },
})

const way = createRoute({
  method: 'get',
  path: '/guest_introductions/way',
  summary: 'Whether people with only e-mail can be introduced here',
  description: 'Public. False where the place cannot send mail.',
  responses: { 200: { description: 'Whether', ...json(z.object({ open: z.boolean() })) } },
})

const listing = createRoute({
  method: 'get',
  path: '/guest_introductions',
  summary: 'Those I proposed or have a part in',
  description: 'Newest first. `waiting`: only those I have not answered. Scope: `read:introductions`.',
  request: {
    query: z.object({
      waiting: z.stringbool().default(false),
      ...paging,
    }),
  },
  responses: { 200: { description: 'Introductions', ...json(z.array(introduction)) } },
})

const reading = createRoute({
  method: 'get',
  path: '/guest_introductions/{id}',
  summary: 'One I proposed or have a part in',
  description: 'Scope: `read:introductions`.',
  request: { params: byId },
  responses: { 200: { description: 'The introduction', ...json(introduction) }, ...absent },
})

const answering = createRoute({
  method: 'put',
  path: '/guest_introductions/{id}/answer',
  summary: 'Say yes or no to meeting the guest',
  description: 'May be changed until both said yes. Nobody learns of a no. Scope: `write:introductions`.',
  request: { params: byId, body: { required: true, ...json(z.object({ answer })) } },
  responses: { 200: { description: 'The introduction', ...json(introduction) }, ...absent, ...refused },
})

const judging = createRoute({
  method: 'put',
  path: '/guest_introductions/{id}/outcome',
  summary: 'Say whether it was good to meet the guest',
  description:
    `From ${DAYS_UNTIL_ASKED} days after on. Nobody is told what I said; the introducer hears when both said it was good. ` +
    'Scope: `write:introductions`.',
  request: { params: byId, body: { required: true, ...json(z.object({ good: z.boolean() })) } },
  responses: { 200: { description: 'The introduction', ...json(introduction) }, ...absent, ...refused },
})

const withdrawing = createRoute({
  method: 'delete',
  path: '/guest_introductions/{id}',
  summary: 'Take back what I proposed',
  description: 'Scope: `write:introductions`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, ...absent, ...refused },
})

const opening = createRoute({
  method: 'get',
  path: '/guests/{token}',
  summary: 'What the guest sees who comes by the link of their mail',
  description: 'Public to whoever has the link. Opening it is no answer.',
  request: { params: byToken },
  responses: { 200: { description: 'The page', ...json(guestPage) }, ...noLink },
})

const mailing = createRoute({
  method: 'get',
  path: '/guests/{token}/mail',
  summary: 'Whether mail goes to whom the link was sent',
  description: 'Public to whoever has the link, and there for ever: also once the introduction is gone.',
  request: { params: byToken },
  responses: {
    200: {
      description: 'Of their mail',
      ...json(
        z.object({
          stopped: z.boolean().openapi({ description: 'Whether they want no mail from here any more.' }),
          locale: z.string().openapi({ description: 'The language of the mail.' }),
        }),
      ),
    },
    ...noLink,
  },
})

const guestAnswering = createRoute({
  method: 'put',
  path: '/guests/{token}/answer',
  summary: 'The guest’s yes or no',
  description: '`write_again`: they would like to hear of such things again; else there is no further mail.',
  request: {
    params: byToken,
    body: { required: true, ...json(z.object({ answer, write_again: z.boolean().default(false) })) },
  },
  responses: { 200: { description: 'The page', ...json(guestPage) }, ...noLink, ...refused },
})

const guestJudging = createRoute({
  method: 'put',
  path: '/guests/{token}/outcome',
  summary: 'The guest says whether it was good to meet',
  description: `From ${DAYS_UNTIL_ASKED} days after on. No mail asks them; their page does.`,
  request: { params: byToken, body: { required: true, ...json(z.object({ good: z.boolean() })) } },
  responses: { 200: { description: 'The page', ...json(guestPage) }, ...noLink, ...refused },
})

const stopping = createRoute({
  method: 'post',
  path: '/guests/{token}/stop',
  summary: 'No mail from here any more (RFC 8058)',
  description:
    'What List-Unsubscribe names: one POST, with whatever body, and it is done. For ever, also once the introduction is gone.',
  request: { params: byToken },
  responses: { 200: { description: 'Done', ...json(z.object({})) }, ...noLink },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  forAccounts(ctx, api)
  forGuests(ctx, api)
  return api
}

function forAccounts(ctx: Context, api: OpenAPIHono<Env>) {
  api.openapi(way, (c) => c.json({ open: canMail(ctx) }, 200))
  api.openapi(proposing, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const { person, guest, guest_word: guestWord, ...words } = c.req.valid('json')
    const proposal = { personId: person, guest: { name: guest.name, address: guest.email }, guestWord, ...words }
    const id = await proposeGuest(ctx, personId, proposal)
    return c.json(await viewGuestIntroduction(ctx, personId, id), 201)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const { waiting } = c.req.valid('query')
    const found = await guestIntroductionsPage(ctx, personId, readPage(c, PAGE), { waiting })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(reading, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    return c.json(await viewGuestIntroduction(ctx, personId, readId(c)), 200)
  })
  api.openapi(answering, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const id = readId(c)
    await answerAsPerson(ctx, personId, id, c.req.valid('json').answer)
    return c.json(await viewGuestIntroduction(ctx, personId, id), 200)
  })
  api.openapi(judging, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    await sayHowItWas(ctx, personId, readId(c), c.req.valid('json').good)
    return c.json(await viewGuestIntroduction(ctx, personId, readId(c)), 200)
  })
  api.openapi(withdrawing, async (c) => {
    await withdrawGuest(ctx, asker(c, 'write:introductions').personId, readId(c))
    return c.body(null, 204)
  })
}

function forGuests(ctx: Context, api: OpenAPIHono<Env>) {
  api.openapi(opening, async (c) => c.json(await viewGuestPage(ctx, c.req.valid('param').token), 200))
  api.openapi(mailing, async (c) => {
    const { stopped, locale } = await findLink(ctx.db, c.req.valid('param').token)
    return c.json({ stopped, locale }, 200)
  })
  api.openapi(guestAnswering, async (c) => {
    const { token } = c.req.valid('param')
    const { answer: given, write_again: welcome } = c.req.valid('json')
    await answerAsGuest(ctx, token, given, welcome)
    return c.json(await viewGuestPage(ctx, token), 200)
  })
  api.openapi(guestJudging, async (c) => {
    const { token } = c.req.valid('param')
    await sayHowItWasAsGuest(ctx, token, c.req.valid('json').good)
    return c.json(await viewGuestPage(ctx, token), 200)
  })
  api.openapi(stopping, async (c) => {
    await stopMail(ctx, c.req.valid('param').token)
    return c.json({}, 200)
  })
  // Some mail programs open what List-Unsubscribe names: a person is asked first.
  api.get('/guests/:token/stop', (c) => c.redirect(`/guest/${encodeURIComponent(c.req.param('token'))}/stop`, 303))
}
