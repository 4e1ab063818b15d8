import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { mailServer } from '#test/smtp'
import { eventually, openStory } from '#test/story'

const post = await mailServer()
after(() => post.close())
const story = await openStory(17, { SMTP_URL: `${post.url}/?from=kith@lindenau.example` })
const { screen, tell } = story

const greteId = await story.person('grete', 'Grete Sommer', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const paulId = await story.person('paul', 'Paul Okonkwo')
const said = (await story.api.as(paulId).post('/api/v1/statuses', { status: 'Kauft meine Wundersalbe, nur heute!' }))
  .body
for (const [one, other] of [
  [paulId, juleId],
  [juleId, paulId],
] as const)
  await story.api.as(one).post(`/api/v1/accounts/${other}/follow`)
const introduced = await story.api.as(paulId).post('/api/kith/v1/guest_introductions', {
  person: juleId,
  guest: { name: 'Margarethe', email: 'margarethe@post.example' },
  note: 'Ihr braucht beide meine Wundersalbe.',
  word: 'Nimm gleich zwei Dosen.',
  guest_word: 'Die erste Dose ist umsonst.',
  locale: 'de',
})
await eventually(async () => post.mails.length === 1)
const letter = `/introductions/guest/${introduced.body.id}`
const guestPage = new URL(/https?:\S+(?=\?answer=yes)/.exec(post.mails[0]!.text!)![0]).pathname
const jule = await story.phone(juleId)
const grete = await story.phone(greteId)
const margarethe = await story.phone(null, { javaScriptEnabled: false })
/** Opens the same links where pictures can be taken. */
const eyes = await story.phone()

tell('Whoever finds something not right says so, from the menu of what was said.', async () => {
  await jule.goto(`/@paul/${said.id}`)
  await report(jule)
  await screen(jule, 'report-sheet', report)
  await jule.getByLabel('Was sollten sie wissen?').fill('Das steht hier jeden Tag.')
  await jule.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await jule.getByText('Danke. Jemand sieht es sich an.').waitFor()
})

tell('So is an introduction to somebody with only e-mail, from its letter.', async () => {
  await jule.goto(letter)
  await jule.getByRole('heading', { name: 'Margarethe' }).waitFor()
  await report(jule)
  await screen(jule, 'report-introduction', report)
  await jule.getByRole('radio', { name: 'Verletzend' }).check({ force: true })
  await jule.getByLabel('Was sollten sie wissen?').fill('Er lässt nicht locker.')
  await jule.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await jule.getByText('Danke. Jemand sieht es sich an.').waitFor()
})

tell('The guest, who has no account, reports it on their page without script, and hears no more.', async () => {
  await eyes.goto(guestPage)
  await eyes.evaluate('scrollTo(0, document.body.scrollHeight)')
  await screen(eyes, 'guest-page-end')
  await eyes.getByRole('link', { name: 'Das melden' }).click()
  await eyes.getByText('Werbung oder Unsinn').waitFor()
  await screen(eyes, 'guest-report')
  await margarethe.goto(guestPage)
  await margarethe.getByRole('link', { name: 'Das melden' }).click()
  await margarethe.getByText('Verletzend').click()
  await eyes.getByText('Verletzend').click()
  await screen(eyes, 'guest-report-chosen', (page) => page.getByText('Hurtful').click())
  await margarethe.getByLabel('Was sollten sie wissen?').fill('Wer ist dieser Mensch?')
  await margarethe.getByRole('button', { name: 'Melden' }).click()
  await margarethe.getByRole('heading', { name: 'Danke' }).waitFor()
  await eyes.reload()
  await screen(eyes, 'guest-reported')
  await margarethe.getByRole('link', { name: 'Zurück zum Brief von Paul' }).click()
  await margarethe.getByText('Du hast das gemeldet.').waitFor()
  await margarethe.getByText('schreibt Kith nicht mehr').waitFor()
  assert.equal(await margarethe.getByRole('link', { name: 'Das melden' }).count(), 0)
  await eyes.goto(guestPage)
  await eyes.evaluate('scrollTo(0, document.body.scrollHeight)')
  await screen(eyes, 'guest-page-reported')
  assert.equal(post.mails.length, 1)
})

tell('Those who look after the place see it, with the words, and may shut somebody out.', async () => {
  await grete.goto('/settings')
  await grete.getByRole('link', { name: /^Gemeldet/ }).click()
  const reports = grete.getByRole('article', { name: 'Paul Okonkwo' })
  const byGuest = reports.filter({ hasText: 'Wer ist dieser Mensch?' })
  await byGuest.getByText('Die erste Dose ist umsonst.').waitFor()
  await byGuest.getByText('Gemeldet vom Gast, der nur E-Mail hat.').waitFor()
  await reports.filter({ hasText: 'Er lässt nicht locker.' }).getByText('Nimm gleich zwei Dosen.').waitFor()
  assert.ok(!(await grete.content()).includes('margarethe@post.example'))
  await screen(grete, 'reports-of-both-sides')
  const report = reports.filter({ hasText: 'Kauft meine Wundersalbe' })
  await report.getByText('Kauft meine Wundersalbe, nur heute!').waitFor()
  await report.getByText('Das steht hier jeden Tag.').waitFor()
  await screen(grete, 'reports')
  await report.getByRole('button', { name: 'Aussperren' }).click()
  const isOut = report.getByText('Ist ausgesperrt.', { exact: true })
  await isOut.waitFor()
  await grete.getByRole('button', { name: 'Zurücknehmen' }).click()
  await isOut.waitFor({ state: 'hidden' })
  await report.getByRole('button', { name: 'Aussperren' }).click()
  await eventually(async () => (await story.api.as(juleId).get(`/api/v1/accounts/${paulId}`)).status === 404)
  await report.getByRole('button', { name: 'Erledigt' }).click()
  await grete.getByRole('heading', { name: 'Erledigt' }).waitFor()
})

tell('What somebody shut out proposed is gone from every place.', async () => {
  await jule.goto(letter)
  await jule.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
  await eyes.goto(guestPage)
  await eyes.getByRole('heading', { name: 'Diesen Brief gibt es nicht mehr' }).waitFor()
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
