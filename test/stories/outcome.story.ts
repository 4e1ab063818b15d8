import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { askHowItWas } from '#modules/introductions'
import { eventually, openStory } from '#test/story'

const story = await openStory(14)
const { screen, tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const noorId = await story.person('noor', 'Noor Haddad')
for (const id of [juleId, noorId]) {
  await as(katharinaId).post(`/api/v1/accounts/${id}/follow`)
  await as(id).post(`/api/v1/accounts/${katharinaId}/follow`)
}
await story.ctx.pool.query('delete from notices')
const katharina = await story.phone(katharinaId)
const jule = await story.phone(juleId)
const MEETING = 'Samstag um drei, bei Noor im Hinterhof'
let id: string

tell('Katharina says when and where they could meet; both read it.', async () => {
  await katharina.goto(`/introductions/new?with=${juleId}&with=${noorId}`)
  assert.equal(await katharina.getByText('Jemand, der nur E-Mail hat').count(), 0, 'this place cannot send mail')
  await katharina.getByLabel('Warum sollten sich Jule und Noor kennen?').fill('Ihr habt beide zu viele Tomaten.')
  await katharina.locator('summary').filter({ hasText: 'Wann und wo' }).click()
  const meeting = katharina.getByRole('textbox', { name: 'Wann und wo sie sich treffen könnten' })
  await meeting.fill(MEETING)
  await meeting.scrollIntoViewIfNeeded()
  await screen(katharina, 'introduce-when-and-where', async (page) => {
    await page.locator('[name=meeting]').fill(MEETING)
    await page.locator('[name=meeting]').scrollIntoViewIfNeeded()
  })
  await button(katharina, 'Beide fragen').click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  await katharina.getByText(MEETING).waitFor()
  id = new URL(katharina.url()).pathname.split('/').at(-1)!
  await jule.goto(`/introductions/${id}`)
  await jule.getByText(MEETING).waitFor()
  await screen(jule, 'letter-with-when-and-where')
})

tell('They meet. For a month nobody asks how it was.', async () => {
  for (const who of [juleId, noorId]) await as(who).put(`/api/kith/v1/introductions/${id}/answer`, { answer: 'yes' })
  await jule.getByRole('heading', { name: 'Du und Noor, ihr kennt euch jetzt' }).waitFor()
  await jule.reload()
  assert.equal(await jule.getByText('War es gut').count(), 0)
})

tell('Then each is asked, and may say so or not, and change it; nobody else reads it.', async () => {
  await jule.goto('/inbox')
  await story.ctx.pool.query(`update introductions set met_at = now() - interval '31 days'`)
  await askHowItWas(story.ctx)
  await jule.getByText('Du und Noor, ihr kennt euch seit einem Monat. War es gut?').waitFor()
  await screen(jule, 'inbox-how-was-it')
  await jule.getByText('War es gut?').click()
  await jule.getByRole('heading', { name: 'War es gut, dass ihr euch kennt?' }).waitFor()
  await screen(jule, 'how-was-it', toTheQuestion)
  await button(jule, 'Eher nicht').click()
  await jule.getByRole('button', { name: 'Eher nicht', pressed: true }).waitFor()
  await eventually(async () => (await saidBy(juleId)) === false)
  await button(jule, 'Ja, es war gut').click()
  await jule.getByRole('button', { name: 'Ja, es war gut', pressed: true }).waitFor()
  await eventually(async () => (await saidBy(juleId)) === true)
  await toTheQuestion(jule)
  await screen(jule, 'it-was-good', toTheQuestion)
  assert.equal(await saidBy(katharinaId), null)
})

tell('When both are glad Katharina hears of it, and a flame lights.', async () => {
  await katharina.goto('/inbox')
  await as(noorId).put(`/api/kith/v1/introductions/${id}/outcome`, { good: true })
  await katharina.getByText('Jule und Noor sind beide froh, dass sie sich kennen.').click()
  await katharina.getByRole('heading', { name: 'Jule und Noor haben sich kennengelernt' }).waitFor()
  await katharina.getByText('Beide sind froh').waitFor()
  await screen(katharina, 'both-glad')
})

function as(who: string) {
  return story.api.as(who)
}

function button(page: Page, name: string) {
  return page.getByRole('main').getByRole('button', { name })
}

async function saidBy(who: string): Promise<boolean | null> {
  return (await as(who).get(`/api/kith/v1/introductions/${id}`)).body.good
}

async function toTheQuestion(page: Page) {
  await page.locator('#outcome').scrollIntoViewIfNeeded()
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
}
