/** Who watches an offer hears of it only as long as it is meant for them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { block } from '#modules/ties'
import { testApi, type Client } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners } from '#test/server'
import { type Name, signedIn, tie, village, type Village } from '#test/village'

let ctx: TestContext
let who: Village
let as: Record<Name, Client>
before(async () => {
  ctx = await testContext()
  who = await village(ctx)
  as = await signedIn(testApi(ctx), who)
  await tie(ctx, who, [
    ['jule', 'paul'],
    ['jule', 'noor'],
    ['jule', 'grete'],
  ])
})
after(() => ctx.close())

test('whoever is shut out, or is not meant by it any more, hears no more of an offer they watch', async (t) => {
  const heard = await listeners(t, ctx)
  const wish = { kind: 'offer', what: 'Ein Kinderrad', way: 'gift', reach: 'people' }
  const { id } = (await as.jule.post('/api/kith/v1/offers', wish)).body as { id: string }
  const watch = async (name: Name) => {
    const stream = await heard.stream(who[name], 'user')
    await stream.subscribe('kith:offer', { offer: id })
    return stream
  }
  const [jule, noor, paul, grete] = await Promise.all((['jule', 'noor', 'paul', 'grete'] as const).map(watch))
  await block(ctx, who.jule, who.paul)
  await as.jule.post(`/api/v1/accounts/${who.grete}/unfollow`)
  await as.jule.delete(`/api/kith/v1/offers/${id}`)
  // That it is over, whoever it was meant for hears.
  for (const stream of [jule, noor]) await stream!.next(({ event }) => event === 'offer.changed')
  for (const stream of [paul, grete])
    assert.equal(
      stream!.messages.some(({ event }) => event === 'offer.changed'),
      false,
    )
})
