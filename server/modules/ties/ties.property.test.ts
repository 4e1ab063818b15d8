import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { testContext, type TestContext } from '#test/context'
import { transaction } from '#platform/db'
import { addPerson, viewAccounts } from '#modules/people'
import {
  acceptFollow,
  befriend,
  block,
  blocksPage,
  follow,
  followersPage,
  followingPage,
  mute,
  mutesPage,
  rejectFollow,
  removeFollower,
  requestsPage,
  unblock,
  unfollow,
  unmute,
  viewRelationships,
} from './index.ts'

const PEOPLE = 4
const acts = {
  follow,
  unfollow,
  acceptFollow,
  rejectFollow,
  removeFollower,
  block,
  unblock,
  mute: (ctx: TestContext, one: string, other: string) => mute(ctx, one, other),
  unmute,
  befriend: (ctx: TestContext, one: string, other: string) => transaction(ctx.db, (tx) => befriend(tx, one, other)),
} as const
type Act = keyof typeof acts
type Step = { act: Act; one: number; other: number } | { act: 'lock'; one: number; locked: boolean }

/** The rules as plainly as they can be said. Pairs are written `1>2`. */
function plainModel() {
  const sets = {
    follows: new Set<string>(),
    requests: new Set<string>(),
    blocks: new Set<string>(),
    mutes: new Set<string>(),
  }
  const locked = new Set<number>()
  const part = (pair: string, back: string) => {
    for (const one of [pair, back]) for (const set of [sets.follows, sets.requests]) set.delete(one)
  }
  /** Answers whether it is refused. */
  function step(one: Step): boolean {
    if (one.act === 'lock') {
      if (one.locked) locked.add(one.one)
      else locked.delete(one.one)
      return false
    }
    const { follows, requests, blocks, mutes } = sets
    const [pair, back] = [`${one.one}>${one.other}`, `${one.other}>${one.one}`]
    if (one.act === 'follow') {
      if (blocks.has(pair) || blocks.has(back)) return true
      if (!locked.has(one.other)) requests.delete(pair)
      if (!follows.has(pair)) (locked.has(one.other) ? requests : follows).add(pair)
    }
    if (one.act === 'unfollow') for (const set of [follows, requests]) set.delete(pair)
    if (one.act === 'removeFollower') follows.delete(back)
    if (one.act === 'acceptFollow' || one.act === 'rejectFollow') {
      if (!requests.delete(back)) return true
      if (one.act === 'acceptFollow') follows.add(back)
    }
    if (one.act === 'block' && !blocks.has(pair)) {
      part(pair, back)
      blocks.add(pair)
    }
    if (one.act === 'unblock') blocks.delete(pair)
    if (one.act === 'mute') mutes.add(pair)
    if (one.act === 'unmute') mutes.delete(pair)
    if (one.act === 'befriend') {
      if (blocks.has(pair) || blocks.has(back)) return true
      part(pair, back)
      follows.add(pair).add(back)
    }
    return false
  }
  return { ...sets, step }
}

let ctx: TestContext
before(async () => {
  ctx = await testContext()
})
after(() => ctx.close())

const pairOf = fc
  .tuple(fc.nat(PEOPLE - 1), fc.nat(PEOPLE - 1))
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ one, other }))
const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('lock' as const), one: fc.nat(PEOPLE - 1), locked: fc.boolean() }),
  },
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom<Act>('follow', 'follow', 'follow', ...(Object.keys(acts) as Act[])), pairOf)
      .map(([act, pair]) => ({ act, ...pair })),
  },
)

test('whatever people do, relationships, lists, counters and notices agree with the plain rules', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 40 }), async (steps) => {
      await ctx.db.deleteFrom('people').execute()
      const ids: string[] = []
      for (let i = 0; i < PEOPLE; i++) ids.push(await addPerson(ctx.db, { username: `p${i}`, displayName: '' }))
      const model = plainModel()
      for (const step of steps) assert.equal(await isRefused(ids, step), model.step(step), JSON.stringify(step))
      for (let viewer = 0; viewer < PEOPLE; viewer++) await compare(ids, viewer, model)
    }),
    {
      numRuns: 60,
      examples: [
        [
          [
            { act: 'lock', one: 3, locked: true },
            { act: 'follow', one: 0, other: 3 },
            { act: 'lock', one: 3, locked: false },
            { act: 'follow', one: 0, other: 3 },
          ],
        ],
      ],
    },
  )
})

async function isRefused(ids: string[], step: Step): Promise<boolean> {
  if (step.act === 'lock') {
    await ctx.db.updateTable('people').set({ locked: step.locked }).where('id', '=', ids[step.one]!).execute()
    return false
  }
  try {
    await acts[step.act](ctx, ids[step.one]!, ids[step.other]!)
    return false
  } catch (error) {
    if (['ties.blocked', 'common.missing'].includes((error as { code: string }).code)) return true
    throw error
  }
}

async function compare(ids: string[], viewer: number, model: ReturnType<typeof plainModel>) {
  const me = ids[viewer]!
  const [account] = await viewAccounts(ctx, me, [me])
  const others = [...ids.keys()].filter((other) => other !== viewer)
  const relationships = await viewRelationships(
    ctx,
    me,
    others.map((other) => ids[other]!),
  )
  for (const [i, tie] of relationships.entries()) {
    const [pair, back] = [`${viewer}>${others[i]}`, `${others[i]}>${viewer}`]
    const wanted = {
      following: model.follows.has(pair),
      followed_by: model.follows.has(back),
      requested: model.requests.has(pair),
      requested_by: model.requests.has(back),
      blocking: model.blocks.has(pair),
      blocked_by: model.blocks.has(back),
      muting: model.mutes.has(pair),
    }
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, tie[key as keyof typeof tie]])), wanted)
  }
  const page = { limit: 40 }
  const listed = (found: { items: { id: string }[] }) => found.items.map((one) => ids.indexOf(one.id)).sort()
  const from = (set: Set<string>) => others.filter((other) => set.has(`${viewer}>${other}`))
  const to = (set: Set<string>) => others.filter((other) => set.has(`${other}>${viewer}`))
  assert.deepEqual(listed(await followingPage(ctx, me, me, page)), from(model.follows))
  assert.deepEqual(listed(await followersPage(ctx, me, me, page)), to(model.follows))
  assert.deepEqual(listed(await requestsPage(ctx, me, page)), to(model.requests))
  assert.deepEqual(listed(await blocksPage(ctx, me, page)), from(model.blocks))
  assert.deepEqual(listed(await mutesPage(ctx, me, page)), from(model.mutes))
  assert.equal(account!.following_count, from(model.follows).length)
  assert.equal(account!.followers_count, to(model.follows).length)
  await compareNotices(ids, me, { follow: to(model.follows), follow_request: to(model.requests) })
}

/** Nobody is told of what is no longer so; who was muted at the time may be missing. */
async function compareNotices(ids: string[], me: string, allowed: Record<string, number[]>) {
  const told = await ctx.db.selectFrom('notices').select(['kind', 'fromId']).where('personId', '=', me).execute()
  for (const { kind, fromId } of told) assert.ok(allowed[kind]?.includes(ids.indexOf(fromId)), `${kind} ${fromId}`)
}
