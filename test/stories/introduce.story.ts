import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory, PHONE } from '#test/story'

const story = await openStory(7)
const { screen, tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const noorId = await story.person('noor', 'Noor Haddad')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
await describe(juleId, 'Macht Radio und baut Lastenräder.', { helps_with: ['Fahrräder richten'] })
await describe(
  noorId,
  'Gärtnerin im Hinterhof, mit Beeten auf drei Dächern und einem Kompost, der einen Namen hat. Sucht Wasser, Erde und Leute, die um sechs aufstehen.',
  {
    helps_with: ['Stauden teilen', 'Ukrainisch und Arabisch auf Ämtern, auch am Telefon'],
    looks_for: ['Jemanden mit einem Lastenrad', 'Setzlinge, je älter die Sorte, desto lieber'],
  },
)
for (const id of [juleId, noorId, tomaszId]) {
  await as(katharinaId).post(`/api/v1/accounts/${id}/follow`)
  await as(id).post(`/api/v1/accounts/${katharinaId}/follow`)
}
const katharina = await story.phone(katharinaId)
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)

const NOTE =
  'Jule, das ist Noor. Noor, das ist Jule. Ihr sucht beide etwas, das die andere im Hof stehen hat. ' +
  'Noor hat Tomaten gerettet, die andere schon aufgegeben hatten, und Jule fährt alles, was Räder hat. ' +
  'Ich glaube, ihr würdet beide länger bleiben, als ihr euch vorgenommen habt.'
let address: string

tell('Katharina introduces Jule and Noor, with words to both and a word to each alone.', async () => {
  await katharina.goto('/')
  await katharina.getByRole('link', { name: 'Neu' }).click()
  await katharina.getByRole('heading', { name: 'Was möchtest du anfangen?' }).waitFor()
  await screen(katharina, 'start', (page) => page.locator('.plus').click())
  await katharina.getByRole('link', { name: 'Zwei Leute bekannt machen' }).click()
  await katharina.getByRole('button', { name: /^Jule Brandt/ }).waitFor()
  await screen(katharina, 'introduce-whom')
  await katharina.getByRole('button', { name: /^Jule Brandt/ }).click()
  await katharina.getByRole('searchbox', { name: 'Jemanden von deinen Leuten finden' }).fill('noo')
  await katharina.getByRole('button', { name: /^Tomasz/ }).waitFor({ state: 'hidden' })
  await katharina.getByRole('button', { name: /^Noor Haddad/ }).click()
  await katharina.getByLabel('Warum sollten sich Jule und Noor kennen?').fill(NOTE)
  await wordTo(katharina, 'Jule', 'Sie wohnt zwei Höfe weiter.')
  await wordTo(katharina, 'Noor', 'Sie hat ein Lastenrad.')
  await screen(katharina, 'introduce-why', async (page) => {
    for (const name of ['Jule Brandt', 'Noor Haddad'])
      await page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click()
    await page.locator('[name=note]').waitFor()
  })
  await katharina.getByRole('button', { name: 'Beide fragen' }).click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  address = new URL(katharina.url()).pathname
  await screen(katharina, 'introduction-asked')
})

tell('Each is asked alone, sees who the other is, and reads the words.', async () => {
  await jule.goto('/')
  await jule.getByText('Katharina möchte dich bekannt machen').waitFor()
  await screen(jule, 'home-with-offer')
  await jule.goto('/inbox')
  await screen(jule, 'inbox-asked')
  await jule.getByRole('link', { name: 'Lesen' }).click()
  await jule.getByRole('heading', { name: 'Noor Haddad' }).waitFor()
  await jule.getByText('Jemanden mit einem Lastenrad').waitFor()
  await jule.getByText(NOTE).waitFor()
  await jule.getByText('Sie wohnt zwei Höfe weiter.').waitFor()
  assert.equal(await jule.getByText('Sie hat ein Lastenrad.').count(), 0, 'the word to Noor is for Noor')
  await screen(jule, 'introduction-for-a-party')
  await noor.goto(address)
  await noor.getByText('Sie hat ein Lastenrad.').waitFor()
  assert.equal(await noor.getByText('Sie wohnt zwei Höfe weiter.').count(), 0)
})

tell('Jule says yes, and Katharina sees nothing of it; Noor says no, and nobody sees anything of it.', async () => {
  await katharina.goto(address)
  const before = await wordsOn(katharina)
  await jule.evaluate('scrollTo(0, 0)')
  await button(jule, 'Ja, ich möchte Noor kennenlernen').click()
  await jule.getByText('Du hast Ja gesagt').waitFor()
  const told = await jule.getByText('Du hast Ja gesagt').boundingBox()
  assert.ok(told && told.y + told.height <= PHONE.height, 'it is told where one is looking')
  await jule.goto(address)
  await jule.getByText('Du hast Ja gesagt').waitFor()
  await screen(jule, 'introduction-yes')
  const julesBefore = await wordsOn(jule)
  await seesNothing(before)

  await button(noor, 'Lieber nicht').click()
  await noor.getByText('Gerade wartet nichts.').waitFor()
  await noor.getByRole('button', { name: 'Zurücknehmen' }).click()
  await button(noor, 'Lieber nicht').click()
  await noor.getByText('Jule erfährt nichts davon.').waitFor()
  await noor.getByText('Gerade wartet nichts.').waitFor()
  // Leaving the page at once must not swallow the answer.
  await noor.goto(address)
  await noor.getByText('Du hast Nein gesagt').waitFor()
  await screen(noor, 'introduction-no')
  await seesNothing(before)
  await jule.reload()
  assert.equal(await wordsOn(jule), julesBefore)
  await katharina.goto('/introductions')
  await katharina.getByText('Beide sind gefragt').waitFor()
})

tell('Noor changes her mind: they met, and Katharina sees the flame where she is looking.', async () => {
  await katharina.goto(address)
  await button(noor, 'Anders überlegt').click()
  await button(noor, 'Ja, ich möchte Jule kennenlernen').click()
  await noor.getByRole('heading', { name: 'Du und Jule, ihr kennt euch jetzt' }).waitFor()
  await katharina.getByRole('heading', { name: 'Jule und Noor haben sich kennengelernt' }).waitFor()
  await jule.getByRole('heading', { name: 'Du und Noor, ihr kennt euch jetzt' }).waitFor()
  await screen(noor, 'met-for-a-party')
  await screen(katharina, 'met-for-the-introducer')
})

tell('Each is one tap from following the other.', async () => {
  await button(noor, 'Jule folgen').click()
  await noor.getByRole('link', { name: 'Du folgst Jule' }).waitFor()
  await noor.goto('/@jule')
  await noor.getByText('Katharina hat euch bekannt gemacht.').waitFor()
  await screen(noor, 'person-one-was-introduced-to')
})

tell('A conversation of the three opens with the words; Katharina leaves it in one tap.', async () => {
  await jule.getByRole('link', { name: 'Zum Gespräch' }).click()
  await jule.getByText(NOTE).waitFor()
  await jule.getByRole('textbox', { name: 'Allen antworten' }).fill('Danke, Katharina! Noor, wann passt es dir?')
  await noor.goto(`/conversations/${await conversationOf(noorId)}`)
  await noor.getByText(NOTE).waitFor()
  await button(jule, 'Senden').click()
  await noor.getByText('Noor, wann passt es dir?').waitFor()
  await katharina.getByRole('link', { name: 'Zum Gespräch' }).click()
  await katharina.getByText('Noor, wann passt es dir?').waitFor()
  await screen(jule, 'conversation')
  await jule.getByRole('link', { name: 'Wie es dazu kam' }).click()
  await jule.waitForURL(/\/introductions\/\d+$/)
  await button(katharina, 'Verlassen').click()
  await katharina.getByText('Du hast das Gespräch verlassen.').waitFor()
  await katharina.goto('/inbox')
  await screen(katharina, 'inbox-they-met')

  await eventually(async () => (await as(katharinaId).get('/api/v1/conversations')).body.length === 0)
  await noor.goto('/inbox')
  await noor.getByRole('link', { name: /Jule/ }).first().waitFor()
  await screen(noor, 'inbox-with-conversation')
})

tell('One that is withdrawn did not come about; that is all anybody sees.', async () => {
  await katharina.goto(`/introductions/new?with=${noorId}&with=${tomaszId}`)
  await katharina.getByLabel('Warum sollten sich Noor und Tomasz kennen?').fill('Ihr wohnt im selben Haus.')
  await button(katharina, 'Beide fragen').click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  const other = new URL(katharina.url()).pathname
  await noor.goto(other)
  await button(noor, 'Ja, ich möchte Tomasz kennenlernen').click()
  await noor.getByText('Du hast Ja gesagt').waitFor()
  await button(katharina, 'Zurückziehen').click()
  await katharina.getByText('Zurückgezogen.').waitFor()
  await katharina.goto(other)
  await katharina.getByText('Es ist nicht zustande gekommen.').waitFor()
  await screen(katharina, 'introduction-withdrawn')
  await noor.goto(other)
  await noor.getByText('Es ist nicht zustande gekommen.').waitFor()
  await screen(noor, 'introduction-ended')
  await noor.locator('main .top').getByRole('button', { name: 'Mehr' }).click()
  await noor.getByRole('menuitem', { name: 'Melden' }).click()
  await noor.getByRole('dialog').getByRole('heading').first().waitFor()
  await noor.keyboard.press('Escape')
  await katharina.goto('/introductions')
  await katharina.getByText('Sie kennen sich jetzt').waitFor()
  await screen(katharina, 'introductions')
})

tell('What was begun to two waits for these two, and stands beside nobody else.', async () => {
  const words = katharina.locator('[name=note]')
  await katharina.goto(`/introductions/new?with=${juleId}&with=${tomaszId}`)
  await words.fill('Ihr backt beide Brot.')
  await katharina.goto(`/introductions/new?with=${tomaszId}&with=${noorId}`)
  await words.waitFor()
  assert.equal(await words.inputValue(), '')
  await button(katharina, 'Doch nicht Noor Haddad').click()
  await button(katharina, /^Jule Brandt/).click()
  await eventually(async () => (await words.inputValue()) === 'Ihr backt beide Brot.')
  await words.fill('')
})

tell('Who wants to be introduced by nobody cannot be picked.', async () => {
  await as(tomaszId).patch('/api/kith/v1/me', { introductions_from: 'nobody' })
  await katharina.goto('/introductions/new')
  await button(katharina, /^Tomasz/).click()
  await katharina.getByText('Tomasz möchte nicht vorgestellt werden.').waitFor()
})

tell('A pair that one of the two never wants lapses in the same silence.', async () => {
  await as(tomaszId).patch('/api/kith/v1/me', { introductions_from: 'following' })
  const { id } = (
    await as(katharinaId).post('/api/kith/v1/introductions', { parties: [juleId, tomaszId], note: 'Beide mögen Brot.' })
  ).body
  await jule.goto(`/introductions/${id}`)
  await jule.locator('main .top').getByRole('button', { name: 'Mehr' }).click()
  await jule.getByRole('menuitem', { name: 'Nie mit Tomasz bekannt machen' }).click()
  await jule.getByText('Ihr werdet euch nicht mehr vorgestellt.').waitFor()
  await jule.goto('/')
  await eventually(async () => (await as(juleId).get('/api/kith/v1/introductions?state=waiting')).body.length === 0)
  await katharina.goto(`/introductions/${id}`)
  await katharina.getByText('Du hast beide gefragt').waitFor()
})

function as(who: string) {
  return story.api.as(who)
}

async function describe(who: string, note: string, lists: object) {
  await as(who).patch('/api/v1/accounts/update_credentials', { note })
  await as(who).patch('/api/kith/v1/me', lists)
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('button', { name })
}

/** By page and by API: as before anybody answered. */
async function seesNothing(before: string) {
  await katharina.reload()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  assert.equal(await wordsOn(katharina), before)
  const { state, parties } = (await as(katharinaId).get('/api/kith/v1/introductions')).body[0]
  const answers = parties.map(({ answer }: { answer: string | null }) => answer)
  assert.deepEqual([state, ...answers], ['open', null, null])
}

async function conversationOf(who: string): Promise<string> {
  return (await as(who).get('/api/kith/v1/introductions')).body[0].conversation_id
}

async function wordTo(page: Page, name: string, word: string) {
  await page
    .locator('summary')
    .filter({ hasText: `Ein Wort nur an ${name}` })
    .click()
  await page.getByRole('textbox', { name: `Ein Wort nur an ${name}` }).fill(word)
}

function wordsOn(page: Page): Promise<string> {
  return page.getByRole('main').innerText()
}
