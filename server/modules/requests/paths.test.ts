/** How one is connected with somebody: which ways are offered, and in which order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePlace } from '#modules/accounts'
import { updateProfile } from '#modules/people'
import { befriend, block, mute, unfollow, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import type { Client } from '#test/api'
import { requestingVillage } from '#test/requesting'
import { tie, type Name } from '#test/village'

// Jule knows Katharina and Noor; Katharina knows Tomasz; Noor knows Paul, who knows Tomasz.
const { ctx, who, as, ask, handed, act, paths } = await requestingVillage(
  [
    ['jule', 'katharina'],
    ['jule', 'noor'],
    ['katharina', 'tomasz'],
    ['noor', 'paul'],
    ['paul', 'tomasz'],
  ],
  { requestsOpen: 5, requestsWeekly: 3 },
)

test('paths are the most willing and share nobody, with faces where their owners show them', async () => {
  assert.deepEqual(await paths(as.jule, who.tomasz), [['katharina'], ['noor', 'paul']])
  assert.deepEqual(await paths(as.jule, who.aylin), [])
  assert.deepEqual(await paths(as.jule, who.katharina), [], 'to somebody one knows there is no way to go')
  await updateProfile(ctx, who.paul, { hideCollections: true })
  assert.deepEqual(await paths(as.jule, who.tomasz), [['katharina'], ['noor', null]])
  await updateProfile(ctx, who.katharina, { hideCollections: true })
  assert.deepEqual(await paths(as.jule, who.tomasz), [['noor', null]], 'whom she knows would be told by being first')
})

test('whoever hands things on is asked first', async () => {
  await transaction(ctx.db, (tx) => befriend(tx, who.jule, who.ferdinand))
  await transaction(ctx.db, (tx) => befriend(tx, who.ferdinand, who.tomasz))
  for (const one of ['aylin', 'grete'] as const) {
    await transaction(ctx.db, (tx) => befriend(tx, who[one], who.ferdinand))
    await ask(as[one], who.tomasz, who.ferdinand)
    await act(as.ferdinand, (await handed(as.ferdinand))[0].id, { deed: 'proposed' })
  }
  assert.deepEqual(await paths(as.jule, who.tomasz), [['ferdinand'], ['katharina']])
})

// Two ways to Tomasz over two people each: Noor and Paul, Aylin and Ferdinand.
async function twoLongWays() {
  await removeTie('katharina', 'tomasz')
  await tie(ctx, who, [
    ['jule', 'aylin'],
    ['aylin', 'ferdinand'],
    ['ferdinand', 'tomasz'],
  ])
  for (const one of ['noor', 'paul', 'aylin', 'ferdinand'] as const) await say(as[one], 'Guten Morgen')
}
const removeTie = async (one: Name, other: Name) => {
  await unfollow(ctx, who[one], who[other])
  await unfollow(ctx, who[other], who[one])
}
const say = async (client: Client, status: string, more: object = {}): Promise<string> =>
  (await client.post('/api/v1/statuses', { status, ...more })).body.id

test('each hop is as likely as the two talk with each other, in what they say to everybody', async () => {
  await twoLongWays()
  const said = await say(as.paul, 'Wer spielt mit?')
  for (let i = 0; i < 6; i++) {
    await say(as.jule, `Ich! ${i}`, { in_reply_to_id: said })
    await say(as.noor, `@paul Unter uns ${i}`, { in_reply_to_id: said, visibility: 'direct' })
  }
  const hers = await say(as.aylin, 'Wer weiß etwas über Geigen?')
  for (let i = 0; i < 2; i++) await say(as.ferdinand, `Ich ${i}`, { in_reply_to_id: hers })
  const found = await paths(as.jule, who.tomasz)
  assert.deepEqual(found, [
    ['aylin', 'ferdinand'],
    ['noor', 'paul'],
  ])
})

test('whoever comes second and was asked enough this week comes after those who can be asked now', async () => {
  await twoLongWays()
  const seconds = async () => (await paths(as.jule, who.tomasz)).map((path) => path[1])
  for (const one of ['grete', 'katharina'] as const)
    for (const second of ['paul', 'ferdinand'] as const)
      await transaction(ctx.db, (tx) => befriend(tx, who[one], who[second]))
  for (const one of ['grete', 'katharina'] as const) await ask(as[one], who.tomasz, who.paul)
  ctx.advance({ hours: 24 * 8 })
  assert.deepEqual(await seconds(), ['ferdinand', 'paul'], 'Paul let two things lie')
  await describePlace(ctx, { requestsWeekly: 1 })
  await ask(as.grete, who.aylin, who.ferdinand)
  assert.deepEqual(await seconds(), ['paul', 'ferdinand'])
})

test('nobody is on a path who shut one of the two out, or was asked enough this week', async () => {
  for (const [by, whom] of [
    ['katharina', 'jule'],
    ['jule', 'katharina'],
    ['tomasz', 'katharina'],
  ] as const) {
    await mute(ctx, who[by], who[whom])
    assert.deepEqual(await paths(as.jule, who.tomasz), [['noor', 'paul']], `${by} mutes ${whom}`)
    await unmute(ctx, who[by], who[whom])
  }
  await block(ctx, who.paul, who.jule)
  assert.deepEqual(await paths(as.jule, who.tomasz), [['katharina']])
  await describePlace(ctx, { requestsWeekly: 0 })
  assert.deepEqual(await paths(as.jule, who.tomasz), [])
  assert.equal((await ask(as.jule, who.tomasz, who.katharina)).body.code, 'requests.asked_enough')
})
