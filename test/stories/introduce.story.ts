import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { follow } from '#modules/ties'
import { openStory } from '#test/story'

const story = await openStory(7)
const { screen, tell } = story

const NOTE = 'Jule, das ist Noor. Noor, das ist Jule. Ihr redet beide von alten Häusern, als wären es Tanten.'
const WORD = 'Sie sucht jemanden, der ihr den Stadtteil zeigt.'

let katharinaId: string
let juleId: string
let noorId: string
let katharina: Page
let jule: Page
let noor: Page

tell('Katharina picks two of her people and says why, with a word to one alone.', async () => {
  katharinaId = await story.person('katharina', 'Katharina Ebeling')
  juleId = await story.person('jule', 'Jule Brandt')
  noorId = await story.person('noor', 'Noor Haddad')
  for (const friend of [juleId, noorId]) {
    await follow(story.ctx, katharinaId, friend)
    await follow(story.ctx, friend, katharinaId)
  }
  katharina = await story.phone(katharinaId)
  await katharina.goto('/')
  await ready(katharina)
  await katharina.getByRole('link', { name: 'Neu', exact: true }).click()
  await katharina.getByRole('dialog').getByText('Zwei Leute bekannt machen').click()
  await katharina.getByRole('heading', { name: 'Zwei Leute bekannt machen' }).waitFor()
  await screen(katharina, 'pick-two')
  await propose(katharina)
  await katharina.getByText('Ein Wort nur an Jule').first().click()
  await katharina.getByLabel('Ein Wort nur an Jule').fill(WORD)
  await screen(katharina, 'why')
  await katharina.getByRole('button', { name: 'Beide fragen' }).click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  await screen(katharina, 'proposed')
})

tell('Each is asked alone, and sees who the other is and the words.', async () => {
  jule = await story.phone(juleId)
  await jule.goto('/inbox')
  await ready(jule)
  await screen(jule, 'inbox-asked')
  await jule.getByRole('link', { name: 'Lesen' }).click()
  await jule.getByRole('heading', { name: 'Noor Haddad' }).waitFor()
  await jule.getByText(NOTE).waitFor()
  await jule.getByText(WORD).waitFor()
  await screen(jule, 'asked')
  noor = await story.phone(noorId)
  await noor.goto(new URL(jule.url()).pathname)
  await ready(noor)
  await noor.getByRole('heading', { name: 'Jule Brandt' }).waitFor()
  assert.equal(await noor.getByText(WORD).count(), 0, 'a word to Jule is for Jule')
})

tell('Jule says yes, and nobody else sees anything of it.', async () => {
  await jule.getByRole('button', { name: 'Ja, ich möchte Noor kennenlernen' }).click()
  await jule.getByText('Sagt Noor auch Ja, geht es los.').waitFor()
  await screen(jule, 'said-yes')
  await seesNothing()
})

tell('Noor says no, which changes nothing that anybody else can see, and thinks again.', async () => {
  await noor.getByRole('button', { name: 'Lieber nicht' }).click()
  await noor.waitForURL('**/inbox')
  await noor.getByText('Jule erfährt nichts davon.').waitFor()
  const path = new URL(jule.url()).pathname
  await answered('no')
  await seesNothing()
  await jule.reload()
  await ready(jule)
  await jule.getByText('Sagt Noor auch Ja, geht es los.').waitFor()
  await noor.goto(path)
  await ready(noor)
  await noor.getByText('Du hast Nein gesagt').waitFor()
  await screen(noor, 'said-no')
})

tell(
  'Both said yes: they met. The introducer sees the flame, live, and a conversation of the three opens.',
  async () => {
    await noor.getByRole('button', { name: 'Anders überlegt' }).click()
    await noor.getByRole('button', { name: 'Ja, ich möchte Jule kennenlernen' }).click()
    await noor.getByText('Du und Jule, ihr kennt euch jetzt').waitFor()
    await katharina.getByText('haben sich kennengelernt').waitFor()
    await jule.getByText('Du und Noor, ihr kennt euch jetzt').waitFor()
    await screen(katharina, 'they-met')
    await screen(noor, 'you-met')
    await katharina.goto('/inbox')
    await ready(katharina)
    await screen(katharina, 'inbox-met')
  },
)

tell('Each is one tap from following the other.', async () => {
  await noor.getByRole('button', { name: 'Jule folgen' }).click()
  await noor.getByRole('button', { name: 'Du folgst Jule' }).or(noor.getByText('Du folgst Jule')).first().waitFor()
})

tell('In the conversation the note stands first, and the introducer leaves in one tap.', async () => {
  await noor.getByRole('link', { name: 'Zum Gespräch' }).click()
  await noor.waitForURL('**/conversations/*')
  await noor.getByText('als wären es Tanten').waitFor()
  await jule.getByRole('link', { name: 'Zum Gespräch' }).click()
  await jule.waitForURL('**/conversations/*')
  await jule.getByRole('textbox').fill('Hallo Noor! Sonntag um drei am Kanal?')
  await jule.getByRole('button', { name: 'Senden' }).click()
  await noor.getByText('Sonntag um drei am Kanal?').waitFor()
  await screen(noor, 'conversation')
  const { body } = await story.api.as(katharinaId).get('/api/v1/conversations')
  await katharina.goto(`/conversations/${body[0].id}`)
  await ready(katharina)
  await katharina.getByRole('button', { name: 'Verlassen' }).click()
  await katharina.getByText('Du hast das Gespräch verlassen.').waitFor()
  await gone('/api/v1/conversations')
})

tell('What is withdrawn did not come about, and no more is said of it.', async () => {
  const paulId = await story.person('paul', 'Paul Okonkwo')
  await follow(story.ctx, katharinaId, paulId)
  await follow(story.ctx, paulId, katharinaId)
  const { body } = await story.api
    .as(katharinaId)
    .post('/api/kith/v1/introductions', { parties: [juleId, paulId], note: 'Ihr mögt beide Brot.' })
  await story.api.as(juleId).put(`/api/kith/v1/introductions/${body.id}/answer`, { answer: 'yes' })
  await katharina.goto(`/introductions/${body.id}`)
  await ready(katharina)
  await katharina.getByRole('button', { name: 'Zurückziehen' }).click()
  await katharina.getByText('Es ist nicht zustande gekommen.').waitFor()
  await screen(katharina, 'withdrawn')
  await jule.waitForTimeout(100)
  await story.api.as(katharinaId).delete(`/api/kith/v1/introductions/${body.id}`)
  await jule.goto(`/introductions/${body.id}`)
  await ready(jule)
  await jule.getByText('Es ist nicht zustande gekommen.').waitFor()
  await katharina.goto('/introductions')
  await ready(katharina)
  await screen(katharina, 'all')
})

/** Its script runs: before, a link leads to a page instead of opening a sheet. */
async function ready(page: Page) {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' })
}

async function propose(page: Page) {
  await page.getByRole('button', { name: /Jule Brandt/ }).click()
  await page.getByRole('button', { name: /Noor Haddad/ }).click()
  await page.getByLabel('Warum sollten sich Jule und Noor kennen?').fill(NOTE)
}

async function seesNothing() {
  await katharina.reload()
  await ready(katharina)
  await katharina.getByText('Du hast beide gefragt').waitFor()
  const { body } = await story.api.as(katharinaId).get('/api/kith/v1/introductions')
  assert.deepEqual(
    [body[0].state, ...body[0].parties.map((party: { answer: string | null }) => party.answer)],
    ['open', null, null],
  )
}

/** An answer goes out once the chance to undo it is over. */
async function answered(answer: string) {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await story.api.as(noorId).get('/api/kith/v1/introductions')
    if (body[0].parties.some((party: { answer: string | null }) => party.answer === answer)) return
    await noor.waitForTimeout(100)
  }
  assert.fail('the answer did not arrive')
}

async function gone(path: string) {
  for (let tries = 0; tries < 100; tries++) {
    if ((await story.api.as(katharinaId).get(path)).body.length === 0) return
    await katharina.waitForTimeout(100)
  }
  assert.fail('the conversation is still there')
}
