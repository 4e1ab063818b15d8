import assert from 'node:assert/strict'
import { openStory } from '#test/story'

const story = await openStory(34)
const { tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
for (const [one, other] of [
  [katharinaId, juleId],
  [juleId, katharinaId],
] as const)
  await as(one).post(`/api/v1/accounts/${other}/follow`)
const words = { way: 'lend', reach: 'people', language: 'de' }
const DRILL = 'Bohrmaschine mit Steinbohrern'
const drillId = await offered(katharinaId, { kind: 'offer', what: DRILL })
const needId = await offered(juleId, { kind: 'need', what: 'Eine Bohrmaschine für ein Regal' })
const jule = await story.phone(juleId, { javaScriptEnabled: false })

tell('Without script one says yes to what fits, and takes back what one offers.', async () => {
  await jule.goto(`/offers/${needId}`)
  await jule.getByRole('region', { name: 'Passt dazu' }).getByRole('button', { name: 'Ich hätte es gern' }).click()
  await jule.getByRole('heading', { name: DRILL }).waitFor()
  await jule.getByRole('heading', { name: 'Du hättest es gern' }).waitFor()
  const id = await offered(juleId, { kind: 'offer', what: 'Zimmerlinde' })
  await jule.goto(`/offers/${id}`)
  await jule.locator('main .top button[aria-haspopup=menu]').click()
  await jule.getByRole('menuitem', { name: 'Wegnehmen' }).click()
  await jule.getByText('Es steht nicht mehr.').waitFor()
})

tell('One thanks, lets it be shown, and takes it back.', async () => {
  await as(katharinaId).put(`/api/kith/v1/offers/${drillId}/choice`, { person: juleId })
  for (const who of [katharinaId, juleId])
    await as(who).put(`/api/kith/v1/offers/${drillId}/saying`, { saying: 'handed' })
  await jule.goto('/light')
  await jule.getByRole('button', { name: 'Danken: Katharina Ebeling' }).click()
  await jule.getByText('Noch nicht bedankt').waitFor({ state: 'detached' })
  const [thanks] = (await as(juleId).get('/api/kith/v1/thanks?list=given')).body
  assert.equal(thanks.to.id, katharinaId)
  await jule.goto(`/thanks/${thanks.id}`)
  await jule.getByRole('switch').check()
  await jule.getByRole('button', { name: 'Sichern' }).click()
  await jule.getByRole('switch', { checked: true }).waitFor()
  assert.equal((await as(juleId).get(`/api/kith/v1/thanks/${thanks.id}`)).body.shows.mine, true)
  await jule.locator('main .top button[aria-haspopup=menu]').click()
  await jule.getByRole('menuitem').click()
  await jule.waitForURL(/list=given/)
  assert.equal((await as(juleId).get('/api/kith/v1/thanks?list=given')).body.length, 0)
})

tell('The sky promises nothing that cannot be done, and leads to the list.', async () => {
  await jule.goto('/light/sky')
  assert.equal(await jule.getByText('Tippe auf eine Flamme').count(), 0)
  assert.equal(await jule.getByRole('button').count(), 0)
  await jule.getByRole('link', { name: 'Als Liste' }).click()
  await jule.getByRole('heading', { name: 'Mein Licht' }).waitFor()
})

async function offered(whoId: string, wish: object): Promise<string> {
  return (await as(whoId).post('/api/kith/v1/offers', { ...words, ...wish })).body.id
}

function as(who: string) {
  return story.api.as(who)
}
