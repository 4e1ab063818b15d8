/** Whatever happened between some people, suggestions hold to the rules of whom they may name to whom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addPerson, updateProfile } from '#modules/people'
import { befriend, block, follow, mute } from '#modules/ties'
import { transaction } from '#platform/db'
import { freshVillage } from '#test/village'

const { ctx, api } = await freshVillage()

const PAIRS = '/api/kith/v1/suggestions/pairs'
const PEOPLE = '/api/kith/v1/suggestions/people'

const TOWN = 7
const person = fc.nat(TOWN - 1)
const history = fc.array(
  fc.record({
    what: fc.constantFrom('tie', 'tie', 'tie', 'follow', 'block', 'mute', 'never', 'nobody', 'pass'),
    a: person,
    b: person,
  }),
  { minLength: 8, maxLength: 30 },
)

test('whatever happened, nobody is suggested whom the rules hide', { timeout: 120_000 }, async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      round += 1
      const ids = await transaction(ctx.db, async (tx) => {
        const made: string[] = []
        for (let i = 0; i < TOWN; i++) made.push(await addPerson(tx, { username: `r${round}_${i}`, displayName: 'x' }))
        return made
      })
      const plain = {
        follows: new Set<string>(),
        shut: new Set<string>(),
        never: new Set<string>(),
        nobody: new Set<number>(),
        passed: new Set<string>(),
      }
      for (const { what, a, b } of steps) if (a !== b) await happen(ids, plain, what, a, b)
      const key = (a: number, b: number) => [a, b].toSorted().join()
      const near = (a: number, b: number) => plain.follows.has(`${a} ${b}`) || plain.follows.has(`${b} ${a}`)
      const tied = (a: number, b: number) => plain.follows.has(`${a} ${b}`) && plain.follows.has(`${b} ${a}`)
      for (const viewer of ids.keys()) {
        const client = api.as(ids[viewer]!)
        for (const { people } of (await client.get(`${PAIRS}?limit=20`)).body as { people: { id: string }[] }[]) {
          const [a, b] = people.map(({ id }) => ids.indexOf(id)) as [number, number]
          assert.ok(tied(viewer, a) && tied(viewer, b), 'both are one’s own')
          assert.ok(
            !near(a, b) && !plain.shut.has(key(a, b)) && !plain.never.has(key(a, b)),
            'nothing is between the two',
          )
          assert.ok(!plain.nobody.has(a) && !plain.nobody.has(b), 'both let themselves be introduced')
          assert.ok(!plain.shut.has(key(viewer, a)) && !plain.shut.has(key(viewer, b)))
          assert.ok(!plain.passed.has(`${viewer}: ${key(a, b)}`), 'not these two')
        }
        for (const { account, by } of (await client.get(`${PEOPLE}?limit=20`)).body as {
          account: { id: string }
          by: { id: string }[]
        }[]) {
          const other = ids.indexOf(account.id)
          if (other < 0) continue
          assert.ok(other !== viewer && !plain.follows.has(`${viewer} ${other}`), 'a stranger')
          assert.ok(
            !plain.shut.has(key(viewer, other)) && !plain.never.has(key(viewer, other)) && !plain.nobody.has(other),
          )
          for (const one of by) {
            const between = ids.indexOf(one.id)
            assert.ok(tied(viewer, between) && tied(between, other), 'who introduces knows both')
            assert.ok(!plain.shut.has(key(viewer, between)) && !plain.shut.has(key(between, other)))
          }
        }
      }
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 12), endOnFailure: true },
  )
})

type Plain = { follows: Set<string>; shut: Set<string>; never: Set<string>; nobody: Set<number>; passed: Set<string> }

async function happen(ids: string[], plain: Plain, what: string, a: number, b: number) {
  const key = [a, b].toSorted().join()
  const blocked = plain.shut.has(`block ${key}`)
  if ((what === 'tie' || what === 'follow') && blocked) return
  if (what === 'tie') {
    await transaction(ctx.db, (tx) => befriend(tx, ids[a]!, ids[b]!))
    plain.follows.add(`${a} ${b}`).add(`${b} ${a}`)
  }
  if (what === 'follow') {
    await follow(ctx, ids[a]!, ids[b]!)
    plain.follows.add(`${a} ${b}`)
  }
  if (what === 'block') {
    await block(ctx, ids[a]!, ids[b]!)
    plain.shut.add(key).add(`block ${key}`)
    plain.follows.delete(`${a} ${b}`)
    plain.follows.delete(`${b} ${a}`)
  }
  if (what === 'mute') {
    await mute(ctx, ids[a]!, ids[b]!)
    plain.shut.add(key)
  }
  if (what === 'never') {
    const [low, high] = [ids[a]!, ids[b]!].toSorted((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1))
    await ctx.pool.query(
      'insert into never_pairs (said_by_id, low_id, high_id) values ($1, $2, $3) on conflict do nothing',
      [ids[a], low, high],
    )
    plain.never.add(key)
  }
  if (what === 'nobody') {
    await updateProfile(ctx, ids[a]!, { introducedBy: 'nobody' })
    plain.nobody.add(a)
  }
  if (what === 'pass') {
    const by = (Math.max(a, b) + 1) % ids.length
    await api.as(ids[by]!).post(`${PAIRS}/pass`, { people: [ids[a], ids[b]] })
    plain.passed.add(`${by}: ${key}`)
  }
}
