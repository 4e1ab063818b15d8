import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openStory } from '#test/story'

const story = await openStory(30)
const { screen, tell } = story

const greteId = await story.person('grete', 'Grete Sommer', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const paulId = await story.person('paul', 'Paul Okonkwo')
const as = (id: string) => story.api.as(id)
const SALVE = 'Wundersalbe gegen alles'
const DRILL = 'Bohrmaschine mit Steinbohrern'
const INSULT = 'Du gibst sie ja doch wieder nur deinen dummen Freunden.'
const stand = async (id: string, what: string, more: object = {}) =>
  (await as(id).post('/api/kith/v1/offers', { kind: 'offer', what, way: 'gift', reach: 'place', ...more })).body.id
const salveId = await stand(paulId, SALVE, {
  way: 'swap',
  for_what: 'Bargeld, so viel du hast',
  details: 'Nur heute, nur bei mir.',
  locality: 'Bei dir zu Hause',
})
const drillId = await stand(juleId, DRILL)
await as(paulId).put(`/api/kith/v1/offers/${drillId}/taking`, { word: INSULT })
const jule = await story.phone(juleId)
const grete = await story.phone(greteId)
const paul = await story.phone(paulId)

tell('An offer that one reports is out of one’s sight, and for others as before.', async () => {
  await jule.goto(`/offers/${salveId}`)
  await openReport(jule)
  await jule.getByText('Du siehst es danach nicht mehr.').waitFor()
  await screen(jule, 'report-offer', openReport)
  await sendReport(jule)
  await jule.waitForURL('**/together')
  await jule.goto('/offers?list=all')
  await jule.getByRole('heading', { name: 'Hier bietet und sucht noch niemand' }).waitFor()
  await jule.goto(`/offers/${salveId}`)
  await jule.getByRole('heading', { name: 'Das steht hier nicht mehr' }).waitFor()
  await screen(jule, 'no-offer')
  assert.equal((await as(greteId).get(`/api/kith/v1/offers/${salveId}`)).status, 200)
})

tell('What somebody said to one’s offer is reported by its menu, and not to be read any more.', async () => {
  await jule.goto(`/offers/${drillId}`)
  await jule.getByText(INSULT).waitFor()
  await screen(jule, 'word', openWord)
  await openWord(jule)
  await jule.locator('[role=menuitem]').last().click()
  await sendReport(jule)
  await jule.getByText(INSULT).waitFor({ state: 'hidden' })
  await jule.getByRole('link', { name: 'Paul Okonkwo' }).waitFor()
  await screen(jule, 'word-gone')
})

tell('Those who look after the place take it down from the report, and shut nobody out.', async () => {
  await grete.goto('/settings/reports')
  const reports = grete.getByRole('article', { name: 'Paul Okonkwo' })
  const salve = reports.filter({ hasText: SALVE })
  for (const words of ['Bargeld, so viel du hast', 'Bei dir zu Hause']) await salve.getByText(words).waitFor()
  await reports.filter({ hasText: INSULT }).waitFor()
  await screen(grete, 'reports')
  await openTakeDown(grete, SALVE)
  await grete.getByText('aber nicht, wer es gemeldet hat').waitFor()
  await screen(grete, 'take-down', (page) => openTakeDown(page, SALVE))
  for (const words of [SALVE, INSULT]) {
    if (words !== SALVE) await openTakeDown(grete, words)
    await grete
      .getByRole('dialog')
      .getByRole('button', { name: /^(Herunternehmen|Take down)$/ })
      .click()
    await reports.filter({ hasText: words }).getByText('Ist heruntergenommen.').waitFor()
  }
  await grete.getByRole('heading', { name: 'Erledigt' }).waitFor()
  await screen(grete, 'taken-down')
  assert.equal((await as(juleId).get(`/api/v1/accounts/${paulId}`)).status, 200)
  assert.equal((await as(greteId).get(`/api/kith/v1/offers/${salveId}`)).status, 404)
})

tell('Whose it is is told once, with their words, and reads at their own that it was taken down.', async () => {
  await paul.goto('/inbox')
  assert.equal(await paul.getByText('haben das von dir heruntergenommen').count(), 2)
  await paul.getByText(INSULT).waitFor()
  await screen(paul, 'inbox')
  await paul.goto('/offers?list=mine')
  await paul.getByText('heruntergenommen').waitFor()
  await screen(paul, 'mine')
  await paul.getByRole('link', { name: SALVE }).click()
  await paul.getByText('Niemand außer dir sieht es noch.').waitFor()
  await screen(paul, 'own')
  await paul.goto(`/offers/${drillId}`)
  await paul.getByRole('heading', { name: 'Du hättest es gern' }).waitFor()
  assert.equal(await paul.getByText(INSULT).count(), 0)
})

tell('Whoever looks at something as it goes reads that it is not here, and what to do.', async () => {
  const id = await stand(juleId, 'Ein Blumenkasten')
  await paul.goto(`/offers/${id}`)
  await paul.getByRole('button', { name: 'Ich hätte es gern' }).waitFor()
  await story.foreseen(/status of 404/, async () => {
    await as(juleId).delete(`/api/kith/v1/offers/${id}`)
    await paul.getByRole('heading', { name: 'Das steht hier nicht mehr' }).waitFor()
  })
  await paul.getByRole('link', { name: 'Etwas suchen' }).click()
  await paul.waitForURL('**/offers/new?kind=need')
})

async function openReport(at: Page) {
  await at.locator('main .top button[aria-haspopup=menu]').click()
  await at.locator('[role=menuitem]').last().click()
  await at.getByRole('dialog').locator('textarea').waitFor()
}

async function sendReport(at: Page) {
  await at.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await at.getByText('Danke. Jemand sieht es sich an.').waitFor()
}

async function openWord(at: Page) {
  await at.locator('main li button[aria-haspopup=menu]').click()
  await at.locator('[role=menuitem]').last().waitFor()
}

async function openTakeDown(at: Page, words: string) {
  const report = at.getByRole('article').filter({ hasText: words })
  await report.getByRole('button', { name: /^(Herunternehmen|Take down)$/ }).click()
  await at.getByRole('dialog').waitFor()
}
