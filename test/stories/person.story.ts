import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(28)
const { screen, tell } = story

// Jule knows Noor, Ferdinand and Tomasz; these know nobody else.
const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const ferdinandId = await story.person('ferdinand', 'Ferdinand Voss')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
for (const id of [noorId, ferdinandId, tomaszId]) {
  await as(juleId).post(`/api/v1/accounts/${id}/follow`)
  await as(id).post(`/api/v1/accounts/${juleId}/follow`)
}
await as(noorId).patch('/api/v1/accounts/update_credentials', {
  note: 'Gärtnerin im Hinterhof, am liebsten mit Erde an den Händen.',
})
await as(noorId).patch('/api/kith/v1/me', { looks_for: ['Jemanden, der alte Geigen repariert'] })
await as(tomaszId).patch('/api/kith/v1/me', { helps_with: ['Geigen reparieren'] })
await as(juleId).patch('/api/kith/v1/me', { helps_with: ['Birnbaum und Apfelbaum schneiden'] })
const LADDER = 'Eine Leiter, drei Meter'
const DRILL = 'Bohrmaschine mit Steinbohrern'
const NEED = 'Eine Bohrmaschine für ein Regal'
const QUESTION = 'Wer kennt jemanden, der einen alten Birnbaum schneidet?'
let drillId: string
let ladderId: string
const jule = await story.phone(juleId)

tell('What Noor asks and what waits for an answer comes first.', async () => {
  drillId = await stand(juleId, { kind: 'offer', what: DRILL, way: 'lend' })
  await stand(noorId, { kind: 'need', what: NEED, way: 'lend' })
  await stand(noorId, { kind: 'need', what: 'Jemanden, der Buchhaltung erklärt', way: 'time' })
  await stand(ferdinandId, { kind: 'offer', what: 'Buchhaltung und Steuern erklären', way: 'time' })
  await as(noorId).post('/api/kith/v1/asks', { question: QUESTION, reach: 'people' })
  await eventually(async () => (await as(juleId).get('/api/kith/v1/asks?list=waiting')).body.length === 1)
  await jule.goto('/@noor')
  await link(jule, 'Noor antworten').waitFor()
  await jule.getByText(/^Noor fragt: „Wer kennt jemanden/).waitFor()
  await onlyOne(jule)
  await screen(jule, 'answer')
  await link(jule, 'Noor antworten').click()
  await jule.getByRole('heading', { name: QUESTION }).waitFor()
  await jule.getByRole('button', { name: 'Weiß ich nicht' }).click()
  await eventually(async () => (await as(juleId).get('/api/kith/v1/asks?list=waiting')).body.length === 0)
})

tell('Then what Noor needs and Jule has; for what Jule has not, she sees who of her people could.', async () => {
  await jule.goto('/@noor')
  await jule.getByText('Passt zu dem, was du bietest.', { exact: true }).waitFor()
  await jule.getByText(`Passt zu dem, was du bietest: ${DRILL}`).waitFor()
  assert.equal(await jule.getByText(DRILL).count(), 1, 'what fits is said once')
  await jule.getByText('Ferdinand kann das').waitFor()
  await link(jule, 'Noor und Ferdinand bekannt machen').waitFor()
  await onlyOne(jule)
  await screen(jule, 'take', (page) => page.locator('.match').last().scrollIntoViewIfNeeded())
  await link(jule, 'Noor helfen').click()
  await jule.getByRole('button', { name: 'Ich helfe' }).click()
  await jule.getByRole('heading', { name: 'Du würdest helfen' }).waitFor()
})

tell(
  'What is agreed with Noor is not forgotten; once she gave it, it is thanked for in one tap, and the next stands in its place.',
  async () => {
    ladderId = await stand(noorId, { kind: 'offer', what: LADDER, way: 'lend' })
    await as(juleId).put(`/api/kith/v1/offers/${ladderId}/taking`, {})
    await as(noorId).put(`/api/kith/v1/offers/${ladderId}/choice`, { person: juleId })
    await jule.goto('/@noor')
    await jule.getByText(`Abgemacht, von Noor für dich: ${LADDER}`).waitFor()
    await onlyOne(jule)
    await screen(jule, 'settled')
    await link(jule, 'Zur Übergabe').click()
    await jule.getByRole('heading', { name: 'Du bekommst es' }).waitFor()
    await as(juleId).put(`/api/kith/v1/offers/${ladderId}/saying`, { saying: 'handed' })
    await jule.goto('/@noor')
    await jule.getByText(`Von Noor für dich: ${LADDER}`).waitFor()
    await screen(jule, 'thank')
    await jule.getByRole('button', { name: 'Noor danken' }).click()
    await jule.getByText('Dein Dank ist bei Noor.').waitFor()
    await link(jule, /^Noor und Tomasz bekannt machen$|^Tomasz und Noor bekannt machen$/).waitFor()
    assert.equal(await jule.evaluate('document.activeElement.textContent.includes("bekannt machen")'), true)
    await onlyOne(jule)
    await eventually(async () => (await as(noorId).get('/api/kith/v1/thanks?list=received')).body.length === 1)
    await jule.getByRole('button', { name: 'Ein Wort dazu', exact: true }).click()
    await jule.getByRole('dialog', { name: 'Ein Wort an Noor' }).getByRole('textbox').fill('Die Decke ist weiß.')
    await jule.getByRole('dialog').getByRole('button', { name: 'Dazuschreiben' }).click()
    await jule.getByText('Dein Wort ist bei Noor.').waitFor()
    await jule.getByRole('button', { name: 'Dein Wort ändern' }).waitFor()
  },
)

tell('With nothing else to be done one writes, or makes two acquainted.', async () => {
  await jule.goto('/@noor')
  await jule
    .getByText(/Geigen/)
    .first()
    .waitFor()
  await screen(jule, 'introduce')
  await jule.goto('/@ferdinand')
  await jule.getByRole('main').getByRole('button', { name: 'Ferdinand schreiben' }).waitFor()
  await onlyOne(jule)
})

tell('Of much that somebody offers and needs some stands there, and the rest is a tap away.', async () => {
  const helps = ['Grundrisse', 'Bauanträge lesen', 'Arabisch, auch für Anfänger']
  await as(noorId).patch('/api/kith/v1/me', { helps_with: helps })
  await jule.goto('/@noor')
  const stands = jule.getByRole('region', { name: 'Bietet und sucht' })
  await stands.getByText(`Passt zu dem, was du bietest: ${DRILL}`).waitFor()
  assert.equal(await stands.getByText(helps[2]!).count(), 0)
  await screen(jule, 'few')
  await stands.getByRole('link', { name: 'Alle zeigen' }).click()
  for (const what of helps) await stands.getByText(what).waitFor()
  assert.equal(await stands.getByRole('link', { name: 'Alle zeigen' }).count(), 0)
  await as(noorId).patch('/api/kith/v1/me', { helps_with: [] })
})

tell('What there was between two these two see, and nobody else.', async () => {
  await as(noorId).put(`/api/kith/v1/offers/${drillId}/taking`, {})
  await as(juleId).put(`/api/kith/v1/offers/${drillId}/choice`, { person: noorId })
  await as(juleId).put(`/api/kith/v1/offers/${drillId}/saying`, { saying: 'missed' })
  await jule.goto('/@noor')
  const between = jule.getByRole('region', { name: 'Zwischen euch beiden' })
  await between.getByText('Das seht nur ihr beide.').waitFor()
  await between.getByText(/^Du sagst: es kam nicht dazu, im \S+$/).waitFor()
  await between.getByText(/^übergeben, im \S+$/).waitFor()
  await scrollTo(jule)
  await screen(jule, 'between', scrollTo)
  const tomasz = await story.phone(tomaszId)
  await tomasz.goto('/@noor')
  await tomasz.getByRole('heading', { name: 'Noor Haddad' }).waitFor()
  assert.equal(await tomasz.getByText('Zwischen euch beiden').count(), 0)
  await tomasz.context().close()
})

tell('Whoever chooses again is reminded of it, for themselves alone.', async () => {
  const id = await stand(juleId, { kind: 'offer', what: 'Ein Zelt für vier', way: 'lend' })
  for (const person of [noorId, tomaszId]) await as(person).put(`/api/kith/v1/offers/${id}/taking`, {})
  await jule.goto(`/offers/${id}`)
  const noor = jule.getByRole('listitem').filter({ hasText: 'Noor Haddad' })
  await noor.getByText(/^Einmal nicht gekommen: Bohrmaschine mit Steinbohrern, im \S+$/).waitFor()
  assert.equal(await jule.getByText('Einmal nicht gekommen').count(), 1)
  await screen(jule, 'reminded', (page) => page.locator('#takers').scrollIntoViewIfNeeded())
})

tell('What would hardly answer it stands folded away.', async () => {
  const id = await stand(juleId, {
    kind: 'offer',
    what: DRILL,
    way: 'lend',
    details: 'Geht auch durch Beton. Bitte nicht sonntags.',
  })
  await stand(tomaszId, { kind: 'need', what: 'Regal für Bücher', way: 'gift' })
  await jule.goto(`/offers/${id}`)
  const fits = jule.getByRole('region', { name: 'Passt dazu' })
  await fits.getByText('Vielleicht auch').waitFor()
  assert.equal(await fits.getByText('Regal für Bücher').isVisible(), false)
  await fits.getByText('Vielleicht auch').click()
  await fits.getByText('Regal für Bücher').waitFor()
  await screen(jule, 'maybe', (page) => page.locator('details summary').first().click())
})

tell('Somebody one dealt with already one writes to, though neither follows the other.', async () => {
  const hannesId = await story.person('hannes', 'Hannes Riedel')
  await as(noorId).post(`/api/v1/accounts/${hannesId}/follow`)
  await as(hannesId).post(`/api/v1/accounts/${noorId}/follow`)
  await jule.goto('/@hannes')
  await link(jule, 'Um Vorstellung bitten').waitFor()
  const wish = { kind: 'offer', what: 'Gerüstböcke und eine Bohle', way: 'lend', reach: 'place' }
  const { id } = (await as(hannesId).post('/api/kith/v1/offers', wish)).body
  await as(juleId).put(`/api/kith/v1/offers/${id}/taking`, {})
  await as(hannesId).put(`/api/kith/v1/offers/${id}/choice`, { person: juleId })
  await as(juleId).put(`/api/kith/v1/offers/${id}/saying`, { saying: 'handed' })
  await jule.goto('/@hannes')
  await jule.getByRole('button', { name: 'Hannes danken' }).click()
  await jule.getByText('Dein Dank ist bei Hannes.').waitFor()
  const write = jule.getByRole('main').getByRole('button', { name: 'Hannes schreiben' })
  await write.waitFor()
  await jule.getByText('Hannes hat dir geholfen.').waitFor()
  assert.equal(await link(jule, 'Um Vorstellung bitten').count(), 0)
  assert.equal(await jule.getByText(/führen? .*Wege?/).count(), 0, 'nobody need lead there')
  await onlyOne(jule)
  await screen(jule, 'dealt')
})

function as(who: string) {
  return story.api.as(who)
}

async function stand(
  who: string,
  wish: { kind: string; what: string; way: string; details?: string },
): Promise<string> {
  const made = await as(who).post('/api/kith/v1/offers', { ...wish, reach: 'people' })
  assert.equal(made.status, 201, made.text)
  return made.body.id
}

function link(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('link', { name })
}

function scrollTo(page: Page) {
  return page
    .locator('#between')
    .evaluate((heading: { scrollIntoView(how: object): void }) => heading.scrollIntoView({ block: 'center' }))
}

/** One button is filled with ink. */
async function onlyOne(page: Page) {
  assert.equal(await page.locator('main .btn.primary').count(), 1)
}
