import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openStory } from '#test/story'

const story = await openStory(37)
const { screen, tell } = story

const hannesId = await story.person('hannes', 'Hannes Riedel', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const noorId = await story.person('noor', 'Noor Haddad')
await story.ctx.pool.query('delete from notices')
const hannes = await story.phone(hannesId)
const jule = await story.phone(juleId)
const TRESTLES = 'Gerüstböcke und eine Bohle'
const NEED = 'Zwei Gerüstböcke, auf denen man stehen darf'
let trestlesId: string
let needId: string

tell('What may fit stands folded away, and only leads there; what fits says so where one decides.', async () => {
  needId = await stand(juleId, { kind: 'need', what: NEED, way: 'lend' })
  trestlesId = await stand(hannesId, { what: TRESTLES, way: 'lend' })
  await stand(noorId, { what: 'Eine Bohrmaschine, auch für Gerüste', way: 'gift' })
  await jule.goto(`/offers/${needId}`)
  await unfold(jule)
  const less = jule.locator('details')
  await less.getByRole('link', { name: /Bohrmaschine/ }).waitFor()
  assert.equal(await less.getByRole('button').count(), 0, 'what fits less asks for nothing')
  await screen(jule, 'maybe', unfold)
  await jule.goto(`/offers/${trestlesId}`)
  await jule.getByText(`Passt zu dem, was du suchst: ${NEED}`).waitFor()
  await screen(jule, 'fits-mine')
})

tell('With one who would like it there is nobody else to tell of, and nothing to draw.', async () => {
  await want(juleId, trestlesId, 'Ich bringe sie am Samstag zurück.')
  await hannes.goto(`/offers/${trestlesId}`)
  const choose = hannes.getByRole('button', { name: 'An Jule geben' })
  await choose.waitFor()
  assert.equal(await hannes.getByRole('button', { name: 'Kith lost aus' }).count(), 0)
  assert.equal(await topOf(choose), await topOf(hannes.getByRole('button', { name: 'Jule schreiben' })), 'in one line')
  await screen(hannes, 'one-taker')
  await choose.click()
  const sheet = hannes.getByRole('dialog', { name: 'Jule bekommt es?' })
  await sheet.getByText('Jule hört gleich davon.').waitFor()
  assert.equal(await sheet.getByText('Die anderen').count(), 0)
  await hannes.keyboard.press('Escape')
  await want(noorId, trestlesId)
  await hannes.getByRole('button', { name: 'Kith lost aus' }).waitFor()
  await screen(hannes, 'two-takers')
})

tell('What is agreed nobody has yet; the need that it meets says so, and leads there.', async () => {
  await as(hannesId).put(`${OFFERS}/${trestlesId}/choice`, { person: juleId })
  await hannes.goto(`/offers/${trestlesId}`)
  await hannes.getByRole('heading', { name: 'Jule bekommt es' }).waitFor()
  await jule.goto(`/offers/${needId}`)
  await jule.getByRole('heading', { name: 'Abgemacht mit Hannes' }).waitFor()
  assert.equal(await jule.getByText('Noch passt nichts dazu').count(), 0)
  assert.equal(await jule.getByText('Vielleicht auch').count(), 0)
  await screen(jule, 'need-agreed')
  await jule.getByRole('link', { name: new RegExp(TRESTLES) }).click()
  await jule.getByRole('heading', { name: 'Du bekommst es' }).waitFor()
  await screen(jule, 'agreed')
})

tell('Where the two say otherwise no flame is lit, and nobody thanked.', async () => {
  await jule.getByRole('button', { name: 'Nicht gekommen' }).click()
  await jule.getByRole('heading', { name: 'Es kam nicht dazu' }).waitFor()
  await screen(jule, 'missed')
  await hannes.getByText('Sagst du das auch, steht es wieder offen.').waitFor()
  await hannes.getByRole('button', { name: 'Übergeben' }).click()
  for (const page of [jule, hannes]) {
    await page.getByRole('heading', { name: 'Ihr sagt es verschieden' }).waitFor()
    assert.equal(await page.locator('.flame.lit').count(), 0)
    assert.equal(await page.getByRole('button', { name: / danken$/ }).count(), 0)
  }
  await screen(jule, 'differ')
  await screen(hannes, 'differ-owner')
})

tell('Once both say so it is quiet, may still be set right, and is thanked for.', async () => {
  await jule.getByRole('button', { name: 'Übergeben' }).click()
  await jule.getByText('Ihr sagt beide: Es hat geklappt.').waitFor()
  await jule.getByRole('heading', { name: 'Du hast es geliehen' }).waitFor()
  await jule.getByRole('button', { name: 'Hannes danken' }).waitFor()
  assert.equal(await jule.getByRole('button', { name: 'Nicht gekommen' }).isVisible(), false)
  await screen(jule, 'handed')
  await hannes.getByRole('heading', { name: 'Jule hat es geliehen' }).waitFor()
  await jule.locator('summary').filter({ hasText: 'Ändern' }).click()
  await jule.getByRole('button', { name: 'Nicht gekommen' }).click()
  await jule.getByRole('heading', { name: 'Ihr sagt es verschieden' }).waitFor()
  await jule.getByRole('button', { name: 'Übergeben' }).click()
  await jule.getByText('Ihr sagt beide: Es hat geklappt.').waitFor()
})

tell('A need that is met is settled where it says so, and stands in the list as settled.', async () => {
  await jule.goto(`/offers/${needId}`)
  await jule.getByRole('main').getByRole('button', { name: 'Hat sich erledigt' }).click()
  await jule.getByText('Schön, dass es da ist.').waitFor()
  await jule.goto('/offers?list=mine')
  await jule.getByRole('link', { name: new RegExp(`${NEED}.*erledigt`) }).waitFor()
  await screen(jule, 'mine-settled')
})

tell(
  'Who was chosen, and of whom it is said that it did not come to it, reads that before anything else.',
  async () => {
    const id = await stand(hannesId, { what: 'Eine Stunde Türen richten', way: 'time' })
    await want(juleId, id)
    await hannes.goto(`/offers/${id}`)
    await hannes.getByRole('button', { name: 'Jule helfen' }).waitFor()
    await as(hannesId).put(`${OFFERS}/${id}/choice`, { person: juleId })
    await jule.goto(`/offers/${id}`)
    await jule.getByRole('heading', { name: 'Hannes hilft dir' }).waitFor()
    await as(hannesId).put(`${OFFERS}/${id}/saying`, { saying: 'missed' })
    await jule
      .getByText('Es war mit dir abgemacht. Hannes sagt, es kam nicht dazu, und so steht es wieder offen.')
      .waitFor()
    await screen(jule, 'open-again')
    await jule.goto('/@hannes')
    await jule.getByText(/^Hannes sagt: es kam nicht dazu, im /).waitFor()
    await screen(jule, 'remembered', (page) => page.locator('#between').scrollIntoViewIfNeeded())
  },
)

tell(
  'In a ring a flame takes where something was handed over, and each hand-over leads to where that is said.',
  async () => {
    await story.ctx.pool.query('delete from offers')
    const bike = { what: 'Ein Kinderrad, 20 Zoll', way: 'gift' }
    const maths = { what: 'Nachhilfe in Mathe bis zur zehnten Klasse', way: 'time' }
    const honey = { what: 'Ein Glas Honig', way: 'gift' }
    await stand(juleId, { ...honey, kind: 'need' })
    await stand(noorId, { ...bike, kind: 'need' })
    await stand(hannesId, { ...maths, kind: 'need' })
    await stand(hannesId, honey)
    await stand(noorId, maths)
    await stand(juleId, bike)
    await jule.goto('/inbox')
    await jule.getByText('Hannes gibt dir: Ein Glas Honig').waitFor()
    const [{ id }] = (await as(juleId).get(RINGS)).body
    for (const who of [juleId, noorId, hannesId]) await as(who).put(`${RINGS}/${id}/answer`, { answer: 'yes' })
    await jule.goto(`/offers/rings/${id}`)
    await jule.getByRole('heading', { name: 'Alle haben Ja gesagt' }).waitFor()
    assert.equal(await jule.locator('.flame.lit').count(), 0, 'nothing changed hands yet')
    await screen(jule, 'ring')
    const honeyRow = jule.getByRole('listitem').filter({ has: jule.getByRole('link', { name: honey.what }) })
    await honeyRow.getByRole('link', { name: 'Ist es dazu gekommen?' }).click()
    await jule.getByRole('button', { name: 'Übergeben' }).click()
    await jule.getByRole('heading', { name: 'Du hast es', exact: true }).waitFor()
    await jule.goto(`/offers/rings/${id}`)
    await honeyRow.getByText('Es hat geklappt').waitFor()
    assert.equal(await jule.locator('.round .flame.lit').count(), 1, 'of the three one, which is hers to know')
    await screen(jule, 'ring-handed')
  },
)

const OFFERS = '/api/kith/v1/offers'
const RINGS = '/api/kith/v1/rings'

async function stand(whoId: string, wish: object): Promise<string> {
  const made = await as(whoId).post(OFFERS, { kind: 'offer', language: 'de', reach: 'place', ...wish })
  assert.equal(made.status, 201, made.text)
  return made.body.id
}

async function want(whoId: string, id: string, word?: string) {
  assert.equal((await as(whoId).put(`${OFFERS}/${id}/taking`, { word })).status, 200)
}

function as(who: string) {
  return story.api.as(who)
}

async function unfold(page: Page) {
  await page.locator('summary').click()
}

async function topOf(at: ReturnType<Page['locator']>): Promise<number> {
  return (await at.boundingBox())!.y
}
