import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { removeAccount } from '#modules/accounts'
import { askHowItWas } from '#modules/guests'
import { mailServer } from '#test/smtp'
import { eventually, openStory } from '#test/story'

const post = await mailServer()
after(() => post.close())
const story = await openStory(23, { SMTP_URL: `${post.url}/?from=kith@lindenau.example` })
const { screen, tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
await as(katharinaId).post(`/api/v1/accounts/${tomaszId}/follow`)
await as(tomaszId).post(`/api/v1/accounts/${katharinaId}/follow`)
await story.ctx.pool.query('delete from notices')
const katharina = await story.phone(katharinaId)
const tomasz = await story.phone(tomaszId)
const margarethe = await story.phone(null, { javaScriptEnabled: false })
/** Opens the same links where pictures can be taken. */
const eyes = await story.phone()

const NOTE = 'Du hast ein Cello im Keller, und er hört von weitem, was einem Cello fehlt.'
const MEETING = 'Samstag um drei, in der alten Gießerei'
let address: string
let link: string

tell('Katharina mistypes the address, and hears that her mail did not arrive.', async () => {
  post.refuse(550)
  await katharina.goto(`/introductions/new?with=${tomaszId}`)
  await katharina.getByRole('button', { name: /^Jemand, der nur E-Mail hat/ }).click()
  await katharina.getByLabel('Wie heißt dieser Mensch?').fill('Margarethe')
  await katharina.getByLabel('E-Mail-Adresse').fill('margarete@post.example')
  await katharina.getByLabel('Warum sollten').fill(`${NOTE} Schreib ihr: margarethe@post.example`)
  await katharina.locator('summary').filter({ hasText: 'Wann und wo' }).click()
  await katharina.getByRole('textbox', { name: 'Wann und wo sie sich treffen könnten' }).fill(MEETING)
  await story.foreseen(/status of 422/, async () => {
    await button(katharina, 'Beide fragen').click()
    await katharina.getByText('In deinen Worten steht eine E-Mail-Adresse').waitFor()
  })
  await katharina.getByLabel('Warum sollten').fill(NOTE)
  await button(katharina, 'Beide fragen').click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  await katharina.goto('/inbox')
  await katharina.getByText('Deine Mail an Margarethe kam nicht an.').waitFor()
  await screen(katharina, 'inbox-mail-lost')
  await katharina.getByText('Deine Mail an Margarethe kam nicht an.').click()
  await katharina.getByRole('heading', { name: 'Deine Mail an Margarethe kam nicht an' }).waitFor()
  await screen(katharina, 'mail-lost')
  await katharina.goto('/introductions')
  await katharina.getByText('Deine Mail kam nicht an.').click()
})

tell('She asks once more with the right one; what she had written is there.', async () => {
  post.refuse(null)
  await katharina.getByRole('link', { name: 'Noch einmal fragen' }).click()
  await katharina.getByLabel('Warum sollten').waitFor()
  assert.equal(await katharina.getByLabel('Warum sollten').inputValue(), NOTE)
  assert.equal(await katharina.getByLabel('Wie heißt dieser Mensch?').inputValue(), 'Margarethe')
  assert.equal(await katharina.getByLabel('E-Mail-Adresse').inputValue(), '')
  await katharina.getByLabel('E-Mail-Adresse').fill('margarethe@post.example')
  await button(katharina, 'Beide fragen').click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  await katharina.getByText(MEETING).waitFor()
  address = new URL(katharina.url()).pathname
  await eventually(async () => post.mails.length === 1)
  link = /https?:\S+\/guest\/[\w-]+/.exec(post.mails[0]!.text!)![0]
  await margarethe.goto(link)
  await margarethe.getByText(MEETING).waitFor()
  await eyes.goto(link)
  await screen(eyes, 'guest-when-and-where')
})

tell(
  'They meet. A month later each may say how it was: Margarethe on her page, without script and without a mail.',
  async () => {
    await margarethe.getByRole('button', { name: 'Ja, gern' }).click()
    const id = address.split('/').at(-1)!
    await as(tomaszId).put(`/api/kith/v1/guest_introductions/${id}/answer`, { answer: 'yes' })
    await margarethe.reload()
    assert.equal(await margarethe.getByText('War es gut').count(), 0)
    await story.ctx.pool.query(
      `update guest_introductions set met_at = now() - interval '31 days' where met_at is not null`,
    )
    await askHowItWas(story.ctx)
    await margarethe.reload()
    await margarethe.getByRole('button', { name: 'Ja, es war gut' }).click()
    await margarethe.getByRole('button', { name: 'Ja, es war gut', pressed: true }).waitFor()
    await eyes.reload()
    await screen(eyes, 'guest-how-was-it')
    await tomasz.goto('/inbox')
    await tomasz.getByText('Du und Margarethe, ihr kennt euch seit einem Monat. War es gut?').click()
    await tomasz.getByRole('heading', { name: 'War es gut, dass ihr euch kennt?' }).waitFor()
    assert.equal(await tomasz.getByText('wartet auf Post').count(), 0, 'nobody is pressed')
    await screen(tomasz, 'how-was-it-by-mail')
    await katharina.goto('/inbox')
    await button(tomasz, 'Ja, es war gut').click()
    await katharina.getByText('Tomasz und Margarethe sind beide froh, dass sie sich kennen.').click()
    await katharina.getByText('Beide sind froh').waitFor()
    assert.equal(post.mails.length, 1)
  },
)

tell('Tomasz leaves. The letter is gone; that no more mail comes can be said all the same.', async () => {
  await removeAccount(story.ctx, tomaszId)
  await margarethe.goto(link)
  await margarethe.getByRole('heading', { name: 'Diesen Brief gibt es nicht mehr' }).waitFor()
  await eyes.goto(link)
  await screen(eyes, 'guest-letter-gone')
  await margarethe.getByRole('link', { name: 'Nie mehr an diese Adresse schreiben' }).click()
  await margarethe.getByRole('button', { name: 'Nie mehr schreiben' }).click()
  await margarethe.getByRole('heading', { name: 'Erledigt' }).waitFor()
  await margarethe.goto(link)
  await margarethe.getByText('An deine Adresse schreibt').waitFor()
})

function as(who: string) {
  return story.api.as(who)
}

function button(page: Page, name: string) {
  return page.getByRole('main').getByRole('button', { name })
}
