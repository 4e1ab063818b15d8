import assert from 'node:assert/strict'
import { addPerson } from '#modules/people'
import { transaction } from '#platform/db'
import { eventually, openStory } from '#test/story'

const story = await openStory(38)
const { ctx, api, tell } = story

const MANY = 85
const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const aylinId = await story.person('aylin', 'Aylin Demir')
const wish = { kind: 'offer', what: 'Ein Klavier', way: 'gift', reach: 'place', language: 'de' }
const id: string = (await api.as(juleId).post('/api/kith/v1/offers', wish)).body.id
await transaction(ctx.db, async (tx) => {
  for (let n = 0; n < MANY; n++) {
    const personId = await addPerson(tx, { username: `zeno${n}`, displayName: `Zeno ${String(n).padStart(2, '0')}` })
    await tx.insertInto('takers').values({ offerId: id, personId, createdAt: ctx.now() }).execute()
  }
})
const jule = await story.phone(juleId)

tell('Of many who would like it those one looked at stay, whatever happens meanwhile.', async () => {
  await jule.goto(`/offers/${id}`)
  const takers = jule.getByRole('region', { name: 'Wer es gern hätte' })
  const names = takers.locator('.name')
  assert.equal(await names.count(), 40)
  await takers.getByRole('button', { name: 'Weitere zeigen' }).click()
  await takers.getByText('Zeno 79').waitFor()
  await api.as(aylinId).put(`/api/kith/v1/offers/${id}/taking`, {})
  await takers.getByText('Aylin Demir').waitFor()
  assert.equal(await takers.getByText('Zeno 78').count(), 1, 'as many as were shown')
  await takers.getByRole('button', { name: 'Weitere zeigen' }).click()
  await takers.getByText('Zeno 84').waitFor()
  await eventually(async () => (await names.count()) === MANY + 1)
})
