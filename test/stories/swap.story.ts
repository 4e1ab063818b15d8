import assert from 'node:assert/strict'
import { openStory } from '#test/story'

const story = await openStory(36)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
await as(juleId).post(`/api/v1/accounts/${noorId}/follow`)
await as(noorId).post(`/api/v1/accounts/${juleId}/follow`)
const DRILL = 'Eine Bohrmaschine'
const BIKE = 'Ein Kinderrad'
const drillId = await stand(juleId, { what: DRILL, way: 'gift' })
const bikeId = await stand(noorId, { what: BIKE, way: 'swap', for_what: 'Bohrmaschine', locality: 'Plagwitz' })
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)

tell('What both offer fits as a swap, and every place says so to her who gives it.', async () => {
  const line = 'Noor würde dafür tauschen'
  for (const place of ['/together', '/offers?list=mine', '/@jule', `/offers/${drillId}`]) {
    await jule.goto(place)
    await jule.getByText(line).waitFor()
  }
  await screen(jule, 'mine', (page) => page.locator('#fits').scrollIntoViewIfNeeded())
  await jule.goto('/together')
  await screen(jule, 'together', (page) => page.locator('.match').scrollIntoViewIfNeeded())
})

tell('On the other’s page it is not said that one looks for what one offers.', async () => {
  await jule.goto('/@noor')
  await jule.getByText('Vielleicht ein Tausch.', { exact: true }).waitFor()
  await jule.getByText(`Vielleicht ein Tausch. Du bietest: ${DRILL}`).waitFor()
  await screen(jule, 'person')
})

tell('Who would swap sees who has something for it, also among those who would like theirs.', async () => {
  await noor.goto(`/offers/${bikeId}`)
  await noor.getByText('Jule hat etwas dafür').waitFor()
  await as(juleId).put(`/api/kith/v1/offers/${bikeId}/taking`, {})
  await noor.getByRole('region', { name: 'Wer es gern hätte' }).getByText('Jule hat etwas dafür').waitFor()
  await screen(noor, 'taker', (page) => page.locator('#takers').scrollIntoViewIfNeeded())
})

tell('Together, narrowed to a place, keeps what fits from there, however much is newer.', async () => {
  for (let n = 1; n <= 20; n++) await stand(noorId, { what: `Blumentopf ${n}`, way: 'gift', locality: 'Plagwitz' })
  await jule.goto('/together?locality=Plagwitz')
  await jule.getByText('Blumentopf 20').waitFor()
  await jule.getByText('Noor würde dafür tauschen').waitFor()
  await jule.goto('/together?locality=Connewitz')
  await jule.getByText('So etwas gibt es gerade nicht.').first().waitFor()
  assert.equal(await jule.getByText('Noor würde dafür tauschen').count(), 0)
})

async function stand(
  who: string,
  wish: { what: string; way: string; for_what?: string; locality?: string },
): Promise<string> {
  const words = { kind: 'offer', language: 'de', reach: 'people', ...wish }
  return (await as(who).post('/api/kith/v1/offers', words)).body.id
}

function as(who: string) {
  return story.api.as(who)
}
