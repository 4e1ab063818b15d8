import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(17)
const { screen, tell } = story

const greteId = await story.person('grete', 'Grete Sommer', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const paulId = await story.person('paul', 'Paul Okonkwo')
const said = (await story.api.as(paulId).post('/api/v1/statuses', { status: 'Kauft meine Wundersalbe, nur heute!' }))
  .body
const jule = await story.phone(juleId)
const grete = await story.phone(greteId)

tell('Whoever finds something not right says so, from the menu of what was said.', async () => {
  await jule.goto(`/@paul/${said.id}`)
  await report(jule)
  await screen(jule, 'report-sheet', report)
  await jule.getByLabel('Was sollten sie wissen?').fill('Das steht hier jeden Tag.')
  await jule.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await jule.getByText('Danke. Jemand sieht es sich an.').waitFor()
})

tell('Those who look after the place see it, with the words, and may shut somebody out.', async () => {
  await grete.goto('/settings')
  await grete.getByRole('link', { name: /^Gemeldet/ }).click()
  const report = grete.getByRole('article', { name: 'Paul Okonkwo' })
  await report.getByText('Kauft meine Wundersalbe, nur heute!').waitFor()
  await report.getByText('Das steht hier jeden Tag.').waitFor()
  await screen(grete, 'reports')
  await report.getByRole('button', { name: 'Aussperren' }).click()
  await grete.getByText('Ist ausgesperrt.', { exact: true }).waitFor()
  await grete.getByRole('button', { name: 'Zurücknehmen' }).click()
  await grete.getByText('Ist ausgesperrt.', { exact: true }).waitFor({ state: 'hidden' })
  await report.getByRole('button', { name: 'Aussperren' }).click()
  await eventually(async () => (await story.api.as(juleId).get(`/api/v1/accounts/${paulId}`)).status === 404)
  await report.getByRole('button', { name: 'Erledigt' }).click()
  await grete.getByRole('heading', { name: 'Erledigt' }).waitFor()
})

tell('Nobody else sees what was reported.', async () => {
  await jule.goto('/settings')
  assert.equal(await jule.getByRole('link', { name: /^Gemeldet/ }).count(), 0)
  await jule.goto('/settings/reports')
  await jule.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
})

async function report(at: Page) {
  await at.locator('main .top button[aria-haspopup=menu]').click()
  await at.locator('[role=menuitem]').last().click()
  await at.getByRole('dialog').locator('textarea').waitFor()
}
