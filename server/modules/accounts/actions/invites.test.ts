import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import { testContext } from '#test/context'
import { Refusal } from '#platform/refusal'
import { createAccount, createInvite, join, revokeInvite } from '../index.ts'

const ctx = await testContext()
after(() => ctx.close())

const PASSWORD = 'sonnenblume'
let count = 0
const newcomer = () => {
  const username = `mensch_nr_${++count}_x`
  return { username, displayName: '', email: `${username}@post.example`, password: PASSWORD, locale: 'de', address: '' }
}
const host = await createAccount(ctx, { ...newcomer(), role: 'member' })

type Step = { what: 'join'; many: number } | { what: 'revoke' } | { what: 'wait'; minutes: number }
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('join' as const), many: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.constant({ what: 'revoke' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
    },
  ),
  { maxLength: 6 },
)
const wishes = fc.record({
  maxUses: fc.option(fc.integer({ min: 1, max: 4 })),
  // Half a minute beyond the waits, so that what the test itself takes does not count.
  expiresIn: fc.option(fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * 60 + 30)),
})

test('an invite lets in whom a plain count would, whatever happens in whichever order', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, steps, async (wish, events) => {
      const { code, id } = await createInvite(ctx, host, wish)
      const plain = { left: wish.maxUses ?? Infinity, seconds: wish.expiresIn ?? Infinity, revoked: false }
      for (const event of events) await play(event, code, id, plain)
      const { rows } = await ctx.pool.query('select count(*)::int as in from accounts where invite_id = $1', [id])
      const used = await ctx.pool.query('select uses from invites where id = $1', [id])
      assert.equal(used.rows[0].uses, rows[0].in)
    }),
    { numRuns: 25 },
  )
})

type Plain = { left: number; seconds: number; revoked: boolean }

async function play(event: Step, code: string, id: string, plain: Plain) {
  if (event.what === 'revoke') {
    plain.revoked = true
    return revokeInvite(ctx, host, id)
  }
  if (event.what === 'wait') {
    plain.seconds -= event.minutes * 60
    return ctx.advance({ minutes: event.minutes })
  }
  const outcomes = await Promise.allSettled(
    Array.from({ length: event.many }, () => join(ctx, { ...newcomer(), invite: code })),
  )
  const open = !plain.revoked && plain.seconds > 0
  const expected = open ? Math.min(plain.left, event.many) : 0
  plain.left -= expected
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, expected)
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue
    assert.ok(outcome.reason instanceof Refusal, String(outcome.reason))
    const why = plain.revoked ? 'revoked' : open ? 'used_up' : 'expired'
    assert.equal(outcome.reason.code, `accounts.invite_${why}`)
  }
}
