import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openStory, PASSWORD } from '#test/story'

const story = await openStory(8)
const { tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const katharinaId = await story.person('katharina', 'Katharina Ebeling')
for (const id of [juleId, noorId]) {
  await as(katharinaId).post(`/api/v1/accounts/${id}/follow`)
  await as(id).post(`/api/v1/accounts/${katharinaId}/follow`)
}
const { id: said } = (
  await as(juleId).post('/api/v1/statuses', { status: 'Der Apfelbaum im Hof trägt. #Äpfel', spoiler_text: '' })
).body
await as(noorId).post('/api/v1/statuses', { status: '@jule Ich bringe Körbe.', in_reply_to_id: said })
const page = await story.phone(null, { javaScriptEnabled: false })

tell(
  'Without script, what is public can be read: the first page, a status with its comments, a person, a hashtag.',
  async () => {
    await page.goto('/')
    await page.getByText('Der Apfelbaum im Hof trägt.').waitFor()
    await page.locator('[data-act=open]').click()
    await page.getByText('Ich bringe Körbe.').waitFor()
    await page.goto('/@jule')
    await page.getByRole('heading', { name: 'Jule Brandt' }).waitFor()
    await page.getByText('Der Apfelbaum im Hof trägt.').waitFor()
    await page.goto('/tags/Äpfel')
    await page.getByText('Der Apfelbaum im Hof trägt.').waitFor()
  },
)

tell('The language can be changed.', async () => {
  await page.goto(`/@jule/${said}`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('link', { name: 'Anmelden', exact: true }).waitFor()
  assert.equal(new URL(page.url()).pathname, `/@jule/${said}`)
})

tell('One signs in.', async () => {
  await page.goto('/sign-in')
  await signIn(page, 'falsch geraten')
  await page.getByText('Name und Passwort gehören nicht zusammen.').waitFor()
  await signIn(page, PASSWORD)
  await page.getByRole('heading', { name: 'Zuhause' }).waitFor()
})

tell('One says something, and answers.', async () => {
  await page.getByRole('link', { name: 'Neu' }).click()
  await page.getByRole('textbox', { name: 'Was geht dir durch den Kopf?' }).fill('Ganz ohne Zutun des Browsers.')
  await page.getByRole('main').getByRole('button', { name: 'Sagen' }).click()
  await page.getByRole('heading', { name: 'Gespräch' }).waitFor()
  await page.getByText('Ganz ohne Zutun des Browsers.').waitFor()
  await page.goto(`/@jule/${said}`)
  await page.getByRole('textbox', { name: 'Etwas hinzufügen' }).fill('Samstag um zehn.')
  await page.getByRole('button', { name: 'Senden' }).click()
  await page.getByText('Samstag um zehn.').waitFor()
  const { body } = await as(juleId).get(`/api/v1/statuses/${said}/context`)
  assert.equal(body.descendants.length, 2)
})

tell('One answers an introduction.', async () => {
  const { id } = (
    await as(katharinaId).post('/api/kith/v1/introductions', { parties: [juleId, noorId], note: 'Ihr erntet beide.' })
  ).body
  await page.goto('/inbox')
  await page.getByRole('link', { name: 'Katharina möchte dir Noor vorstellen' }).click()
  await page.getByRole('button', { name: 'Ja, ich möchte Noor kennenlernen' }).click()
  await page.getByText('Du hast Ja gesagt').waitFor()
  const { body } = await as(juleId).get(`/api/kith/v1/introductions/${id}`)
  assert.equal(body.parties.find(({ account }: { account: { id: string } }) => account.id === juleId).answer, 'yes')
})

tell('One signs out.', async () => {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.getByRole('link', { name: 'Anmelden' }).first().waitFor()
})

function as(who: string) {
  return story.api.as(who)
}

async function signIn(at: Page, password: string) {
  await at.getByLabel('Name oder E-Mail-Adresse').fill('jule')
  await at.getByLabel('Passwort').fill(password)
  await at.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
}
