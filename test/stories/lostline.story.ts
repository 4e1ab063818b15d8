import assert from 'node:assert/strict'
import { eventually, openStory } from '#test/story'

const story = await openStory(33)
const { screen, tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
for (const [one, other] of [
  [katharinaId, juleId],
  [juleId, katharinaId],
] as const)
  await as(one).post(`/api/v1/accounts/${other}/follow`)
const offer = { kind: 'offer', what: 'Ein Lastenrad', way: 'lend', reach: 'people', language: 'de' }
const { id } = (await as(katharinaId).post('/api/kith/v1/offers', offer)).body
const jule = await story.phone(juleId)
const LOST = 'Das ging nicht hinaus.'
const OFF = /ERR_INTERNET_DISCONNECTED/

tell(
  'Where a long form was not sent is said above its button, in sight, and so is that there is no line.',
  async () => {
    await jule.goto('/offers/new')
    await jule.getByRole('textbox', { name: 'Was?' }).fill('Setzlinge')
    await story.offline(jule, async () => {
      await jule.getByRole('button', { name: 'Anbieten' }).click()
      await jule.locator('.stick').getByRole('alert').getByText(LOST).waitFor()
      const alert = (await jule.locator('.stick').getByRole('alert').boundingBox())!
      assert.ok(alert.y > 0 && alert.y + alert.height < 844)
      await standsAboveTheFoot()
    })
  },
)

tell('What one wrote to whoever gives is kept, and said once the line is back.', async () => {
  await jule.goto(`/offers/${id}`)
  const word = jule.getByRole('textbox', { name: 'Ein Wort an Katharina' })
  await word.fill('Nur am Samstag.')
  await story.offline(jule, async () => {
    await jule.getByRole('button', { name: 'Ich hätte es gern' }).click()
    await jule.locator('.stick').getByRole('alert').getByText(LOST).waitFor()
    await standsAboveTheFoot()
  })
  await jule.reload()
  assert.equal(await word.inputValue(), 'Nur am Samstag.')
  await jule.getByRole('button', { name: 'Ich hätte es gern' }).click()
  await jule.getByText('„Nur am Samstag.“').waitFor()
  await eventually(async () => !(await jule.evaluate(`localStorage.getItem('kith:draft:${juleId}:offer-${id}')`)))
})

tell('What could not be read is not said to be nothing, and is read when one asks again.', async () => {
  await jule.goto('/')
  const refuse = (route: { abort: (code: string) => Promise<void> }) => route.abort('internetdisconnected')
  await jule.route(/\/api\/kith\/v1\/(offers|asks)\?/, refuse)
  await story.foreseen(OFF, async () => {
    await jule.getByRole('link', { name: 'Gemeinsam' }).click()
    await jule.getByText('Das ließ sich gerade nicht lesen.').first().waitFor()
  })
  assert.equal(await jule.getByText('Das ließ sich gerade nicht lesen.').count(), 2)
  assert.equal(await jule.getByText('Hier steht, was andere').count(), 0)
  await screen(jule, 'unread', async (page) => {
    await page.goto('/')
    await page.route(/\/api\/kith\/v1\/(offers|asks)\?/, refuse)
    await story.foreseen(OFF, async () => {
      await page.getByRole('link', { name: 'Together' }).first().click()
      await page.getByText('This could not be read just now.').first().waitFor()
    })
  })
  await jule.unroute(/\/api\/kith\/v1\/(offers|asks)\?/)
  await jule.getByRole('button', { name: 'Noch einmal versuchen' }).first().click()
  await jule.getByText('Ein Lastenrad').waitFor()
})

/** The line that says there is no network, above what there is to do. */
async function standsAboveTheFoot() {
  const line = (await jule.getByText('Kein Netz.').boundingBox())!
  const foot = (await jule.locator('.stick').boundingBox())!
  assert.ok(Math.abs(line.y + line.height - foot.y) < 2, `${line.y + line.height} is not ${foot.y}`)
}

function as(who: string) {
  return story.api.as(who)
}
