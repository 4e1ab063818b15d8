import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(27)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const paulId = await story.person('paul', 'Paul Okonkwo')
const hanhId = await story.person('hanh', 'Hạnh Nguyễn')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const ferdinandId = await story.person('ferdinand', 'Ferdinand Ahlers')
for (const [one, other] of [
  [juleId, noorId],
  [noorId, paulId],
  [paulId, hanhId],
  [ferdinandId, juleId],
  [ferdinandId, tomaszId],
  [juleId, tomaszId],
] as const) {
  await as(one).post(`/api/v1/accounts/${other}/follow`)
  await as(other).post(`/api/v1/accounts/${one}/follow`)
}
await as(noorId).patch('/api/v1/accounts/update_credentials', { note: 'Ich zeichne Häuser und baue Öfen.' })
await story.ctx.pool.query('delete from notices')
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)
const paul = await story.phone(paulId)
const hanh = await story.phone(hanhId)
const QUESTION = 'Kennt jemand einen Ofen, den man nachts leihen kann? Mein Brot ist zu groß für meine Küche.'
const ANSWER = 'Unser Ofen im Laden ist ab neun aus und bis sechs noch warm. Komm dienstags.'
const WORD = 'Das Brot ist so groß wie mein Rad. Die ganze Straße hat davon.'
let askId: string
let metId: string
let drillId: string

tell('Nobody thanked yet, and it says how to begin.', async () => {
  await jule.goto('/thanks')
  await jule.getByRole('heading', { name: 'Hier steht, wer dir dankt' }).waitFor()
  await screen(jule, 'none-yet')
  await jule.getByRole('link', { name: 'Gegeben' }).click()
  await jule.getByRole('heading', { name: 'Wem möchtest du danken?' }).waitFor()
})

tell('A question goes from hand to hand, and who knows answers.', async () => {
  const wish = { question: QUESTION, reach: 'people', language: 'de' }
  askId = (await as(juleId).post('/api/kith/v1/asks', wish)).body.id
  await passOn(noorId, paulId)
  await passOn(paulId, hanhId)
  await as(hanhId).post(`/api/kith/v1/asks/${askId}/answers`, { text: ANSWER })
})

tell('That it helped is thanks already; a word may be added, and is kept when the line is lost.', async () => {
  await jule.goto(`/asks/${askId}`)
  const answer = jule.getByRole('article', { name: 'Von Hạnh Nguyễn' })
  await answer.getByRole('button', { name: 'Das hat geholfen' }).click()
  await answer.getByText('Dein Dank ist bei Hạnh, und auf dem Weg dorthin bei Noor.').waitFor()
  await screen(jule, 'helped', (page) => page.locator('.helped').scrollIntoViewIfNeeded())
  await answer.getByRole('button', { name: 'Ein Wort dazu' }).click()
  const sheet = jule.getByRole('dialog', { name: 'Ein Wort an Hạnh' })
  await sheet.getByRole('textbox', { name: 'Ein Wort an Hạnh' }).fill(WORD)
  await sheet.getByRole('switch', { name: 'Darf auf dem Profil von Hạnh stehen' }).check()
  await screen(jule, 'word', async (page) => {
    await page.getByRole('button', { name: 'Add a word' }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
  })
  await story.offline(jule, async () => {
    await sheet.getByRole('button', { name: 'Dazuschreiben' }).click()
    await sheet.getByText('Das ging nicht hinaus.').waitFor()
  })
  await jule.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await answer.getByRole('button', { name: 'Ein Wort dazu' }).click()
  assert.equal(await sheet.getByRole('textbox').inputValue(), WORD)
  await sheet.getByRole('switch').check()
  await sheet.getByRole('button', { name: 'Dazuschreiben' }).click()
  await jule.getByText('Dein Wort ist bei Hạnh.').waitFor()
  await answer.getByText(`„${WORD}“`).waitFor()
  await answer.getByRole('button', { name: 'Dein Wort ändern' }).waitFor()
  await screen(jule, 'word-said', (page) => page.locator('.helped').scrollIntoViewIfNeeded())
})

tell('Who passed it on hears of it, and learns no name the chain kept to itself.', async () => {
  await paul.goto('/inbox')
  const row = paul.getByRole('link', { name: /Du hast die Frage weitergegeben/ })
  await row.waitFor()
  assert.equal(await paul.getByText(WORD).count(), 0, 'the word is for the two')
  await screen(paul, 'passer-inbox')
  await row.click()
  await paul.getByRole('heading', { name: 'Jule dankt Hạnh und auch dir: Du hast die Frage weitergegeben.' }).waitFor()
  await paul.getByRole('list', { name: 'Der Weg des Lichts' }).getByText('Noor').waitFor()
  await screen(paul, 'passer')
  await noor.goto('/inbox')
  await noor.getByRole('link', { name: /Jule dankt auch dir: Du hast die Frage weitergegeben/ }).click()
  await noor.getByRole('list', { name: 'Der Weg des Lichts' }).getByText('Paul').waitFor()
  assert.equal(await noor.getByText('Hạnh').count(), 0, 'to whom Paul gave it was never told to Noor')
  await screen(noor, 'first-hand')
})

tell('Whoever answered reads the word, lets it stand on their page, and it does.', async () => {
  await hanh.goto('/inbox')
  await hanh.getByRole('link', { name: /Jule dankt dir für deine Antwort/ }).waitFor()
  await hanh.getByText(`„${WORD}“`).waitFor()
  await hanh
    .getByText(/^„Kennt jemand einen Ofen/)
    .first()
    .waitFor()
  await screen(hanh, 'inbox')
  await hanh.getByRole('link', { name: /Jule dankt dir für deine Antwort/ }).click()
  await hanh.getByRole('heading', { name: 'Jule dankt dir für deine Antwort.' }).waitFor()
  await screen(hanh, 'received')
  await hanh.getByText('Jule hätte nichts dagegen.').waitFor()
  await hanh.getByRole('switch', { name: 'Auf meinem Profil zeigen' }).check()
  await hanh.getByText('Jule möchte das auch: Der Dank steht auf deinem Profil.').waitFor()
  await hanh.getByRole('switch').scrollIntoViewIfNeeded()
  await screen(hanh, 'shown', (page) => page.getByRole('switch').scrollIntoViewIfNeeded())
  await eventually(async () => (await shownOf(hanhId)).length === 1)
  await paul.goto('/@hanh')
  await paul.getByRole('heading', { name: 'Dank', exact: true }).waitFor()
  await paul.getByText('Jule dankt Hạnh für eine Antwort.').waitFor()
  await paul.getByText(`„${WORD}“`).waitFor()
  await screen(paul, 'profile', (page) =>
    page.getByRole('heading', { name: 'Thanks', exact: true }).scrollIntoViewIfNeeded(),
  )
  await hanh.goto(`/asks/${askId}`)
  await hanh.getByRole('link', { name: 'Zum Dank' }).waitFor()
  await screen(hanh, 'answerer', (page) => page.locator('.helped').scrollIntoViewIfNeeded())
})

tell('Whoever changes their word reads that the other is asked anew, and is.', async () => {
  await jule.goto('/thanks?list=given')
  await jule.getByRole('link', { name: /Du dankst Hạnh/ }).click()
  await jule.getByRole('button', { name: 'Dein Wort ändern' }).click()
  const sheet = jule.getByRole('dialog', { name: 'Ein Wort an Hạnh' })
  await sheet.getByText(/^Hạnh möchte das auch\. Was du jetzt schreibst/).waitFor()
  await screen(jule, 'word-anew', async (page) => {
    await page.getByRole('button', { name: 'Change your word' }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
  })
  await sheet.getByRole('textbox').fill(`${WORD} Danke.`)
  await sheet.getByRole('button', { name: 'Sichern' }).click()
  await jule.getByText('Sobald Hạnh das auch möchte, steht der Dank dort.').waitFor()
  assert.equal((await shownOf(hanhId)).length, 0)
  await hanh.goto('/thanks')
  await hanh.getByRole('link', { name: /Jule dankt dir/ }).click()
  await hanh.getByText('Jule hätte nichts dagegen.').waitFor()
  await hanh.getByRole('switch', { name: 'Auf meinem Profil zeigen' }).check()
  await eventually(async () => (await shownOf(hanhId)).length === 1)
  await hanh.goto(`/asks/${askId}`)
})

tell('It is passed on as an offer, and the thanks tells what came of it.', async () => {
  await hanh.getByRole('link', { name: 'Zum Dank' }).click()
  await hanh.getByRole('link', { name: 'Gib das Licht weiter' }).click()
  await hanh.getByText('Weil Jule dir gedankt hat').waitFor()
  assert.equal(await hanh.getByRole('radio', { name: 'Ich suche' }).isVisible(), false)
  await screen(hanh, 'pass-on')
  await hanh.getByRole('textbox', { name: 'Was?' }).fill('Kinderrad, 16 Zoll')
  await hanh.getByRole('radio', { name: 'Verleihen' }).check({ force: true })
  await hanh.getByRole('radio', { name: 'Dieser Ort' }).check({ force: true })
  await hanh.getByRole('main').getByRole('button', { name: 'Anbieten' }).click()
  await hanh.getByText('Es steht. Das Licht geht weiter.').waitFor()
  await hanh.getByRole('heading', { name: 'Kinderrad, 16 Zoll' }).waitFor()
  await jule.goto(new URL(hanh.url()).pathname)
  await jule.getByRole('link', { name: 'Weil du Hạnh gedankt hast' }).waitFor()
  await screen(jule, 'because')
  await paul.goto(new URL(hanh.url()).pathname)
  await paul.getByRole('heading', { name: 'Kinderrad, 16 Zoll' }).waitFor()
  assert.equal(await paul.getByText(/gedankt hast|gedankt hat/).count(), 0)
  await hanh.getByRole('link', { name: 'Weil Jule dir gedankt hat' }).click()
  await hanh.getByRole('heading', { name: 'Jule dankt dir für deine Antwort.' }).waitFor()
  await hanh.goto('/thanks')
  await hanh.getByRole('link', { name: /Jule dankt dir/ }).click()
  await hanh.getByRole('heading', { name: 'Daraus wurde' }).waitFor()
  await hanh.getByRole('link', { name: /Kinderrad, 16 Zoll/ }).waitFor()
  await screen(hanh, 'became', (page) => page.getByRole('link', { name: /Kinderrad/ }).scrollIntoViewIfNeeded())
})

tell('It goes without script, too.', async () => {
  const plain = await story.phone(paulId, { javaScriptEnabled: false })
  await plain.goto('/thanks')
  await plain.getByRole('link', { name: /Du hast die Frage weitergegeben/ }).click()
  await plain.getByRole('link', { name: 'Gib das Licht weiter' }).click()
  await plain.getByText('Weil Jule dir gedankt hat').waitFor()
  await plain.getByRole('textbox', { name: 'Was?' }).fill('Zeit zum Vorlesen')
  await plain.getByRole('radio', { name: 'Meine Leute' }).check({ force: true })
  await plain.getByRole('main').getByRole('button', { name: 'Hinstellen' }).click()
  await plain.getByRole('heading', { name: 'Zeit zum Vorlesen' }).waitFor()
  const [{ passed_on: ids }] = (await as(paulId).get('/api/kith/v1/thanks')).body
  assert.equal(ids.length, 1)
})

tell('Others who read an answer thank in one tap; a second tap is for a word, a third takes it back.', async () => {
  await noor.goto(`/asks/${askId}`)
  const answer = noor.getByRole('article', { name: 'Von Hạnh Nguyễn' })
  await answer.getByRole('button', { name: 'Hạnh danken' }).dblclick()
  await noor.getByText('Dein Dank ist bei Hạnh.').waitFor()
  const lit = answer.getByRole('button', { name: /^Dein Dank an Hạnh/ })
  await lit.waitFor()
  assert.equal(await noor.getByRole('dialog').count(), 0, 'a double tap is one')
  await screen(noor, 'reader', (page) => page.locator('.answer').scrollIntoViewIfNeeded())
  await noor.reload()
  await lit.click()
  await noor.getByRole('dialog').getByRole('button', { name: 'Dank zurücknehmen' }).click()
  await noor.getByText('Gut, kein Dank.').waitFor()
  await answer.getByRole('button', { name: 'Hạnh danken' }).waitFor()
  await noor.getByRole('button', { name: 'Zurücknehmen', exact: true }).click()
  await lit.waitFor()
  await lit.click()
  await noor.getByRole('dialog').getByRole('button', { name: 'Dank zurücknehmen' }).click()
  await answer.getByRole('button', { name: 'Hạnh danken' }).click()
  await noor.getByText('Dein Dank ist bei Hạnh.').waitFor()
  await noor.reload()
  await lit.click()
  await noor.getByRole('dialog').getByRole('button', { name: 'Dank zurücknehmen' }).click()
  await noor.goto('/thanks?list=given')
  await eventually(async () => (await givenBy(noorId)).length === 0)
})

tell('Who asked without a name stays without one, and still may say a word.', async () => {
  const wish = { question: 'Wer hat eine große Leiter?', reach: 'place', named: false, language: 'de' }
  const { id } = (await as(juleId).post('/api/kith/v1/asks', wish)).body
  await as(hanhId).post(`/api/kith/v1/asks/${id}/answers`, { text: 'Ich, vier Meter, im Hof.' })
  await jule.goto(`/asks/${id}`)
  await jule.getByRole('button', { name: 'Das hat geholfen' }).click()
  await jule.getByRole('button', { name: 'Ein Wort dazu' }).click()
  const sheet = jule.getByRole('dialog', { name: 'Ein Wort an Hạnh' })
  await sheet.getByText('Nur Hạnh liest es, und erfährt nicht, von wem es ist.').waitFor()
  assert.equal(await sheet.getByRole('switch').count(), 0)
  await sheet.getByRole('textbox').fill('Die Kirschen sind vom Baum.')
  await sheet.getByRole('button', { name: 'Dazuschreiben' }).click()
  await jule.getByText('Dein Wort ist bei Hạnh.').waitFor()
  await hanh.goto('/inbox')
  await hanh.getByRole('link', { name: /Jemand, dessen Frage du beantwortet hast, dankt dir/ }).click()
  await hanh.getByRole('heading', { name: 'Jemand, dessen Frage du beantwortet hast, dankt dir.' }).waitFor()
  await hanh.getByText('Die Kirschen sind vom Baum.').waitFor()
  assert.equal(await hanh.getByText('Jule').count(), 0)
  await screen(hanh, 'unnamed')
})

tell('Both who met thank whoever introduced them, who reads it, and sees where the light came from.', async () => {
  const [sourceId] = [await introduced(ferdinandId, [juleId, tomaszId])]
  metId = await introduced(juleId, [noorId, tomaszId])
  await noor.goto(`/introductions/${metId}`)
  await noor.getByRole('button', { name: 'Jule danken' }).waitFor()
  await screen(noor, 'met')
  await noor.getByRole('button', { name: 'Jule danken' }).click()
  await noor.getByText('Dein Dank ist bei Jule.').waitFor()
  await screen(noor, 'met-thanked')
  await noor.getByRole('button', { name: 'Ein Wort dazu' }).click()
  await noor
    .getByRole('dialog')
    .getByRole('textbox')
    .fill(
      'Wir wollten eine halbe Stunde reden. Jetzt baut er ein Cello für meine Tochter. Danke, dass du an uns gedacht hast.',
    )
  await noor.keyboard.press('Tab')
  await noor.getByRole('dialog').getByRole('button', { name: 'Dazuschreiben' }).press('Enter')
  await noor.getByText('Dein Wort ist bei Jule.').waitFor()
  await as(tomaszId).post('/api/kith/v1/thanks', { about: 'introduction', id: metId })
  await jule.goto('/inbox')
  await jule.getByRole('link', { name: /Noor dankt dir/ }).waitFor()
  await screen(jule, 'introducer-inbox')
  await jule.goto(`/introductions/${metId}`)
  await jule.getByText('„Wir wollten eine halbe Stunde reden.').waitFor()
  await jule.getByText('Tomasz dankt dir.').waitFor()
  await jule.getByText('Ferdinand hat dir Tomasz vorgestellt. So kam das Licht zu dir.').waitFor()
  await screen(jule, 'introducer')
  await jule.getByRole('button', { name: 'Noor antworten' }).click()
  await jule.getByRole('dialog').getByText('Noor').first().waitFor()
  await jule.keyboard.press('Escape')
  await jule.getByRole('button', { name: 'Ferdinand danken' }).click()
  await jule.getByRole('button', { name: 'Ferdinand gedankt' }).waitFor()
  await eventually(async () => (await givenBy(juleId)).some(({ about_id: id }) => id === sourceId))
  await jule.goto('/inbox')
  await jule.getByRole('link', { name: /Noor dankt dir/ }).click()
  await screen(jule, 'for-introducing')
})

tell('What was handed over is thanked for, and not before.', async () => {
  const what = 'Bohrmaschine mit Steinbohrern'
  const wish = { kind: 'offer', what, details: '', way: 'lend', reach: 'place', language: 'de' }
  drillId = (await as(juleId).post('/api/kith/v1/offers', wish)).body.id
  await as(noorId).put(`/api/kith/v1/offers/${drillId}/taking`, {})
  await as(juleId).put(`/api/kith/v1/offers/${drillId}/choice`, { person: noorId })
  await noor.goto(`/offers/${drillId}`)
  await noor.getByRole('heading', { name: 'Ist es dazu gekommen?' }).waitFor()
  assert.equal(await noor.getByRole('button', { name: 'Jule danken' }).count(), 0, 'nothing was passed on yet')
  await noor.getByRole('button', { name: 'Übergeben' }).click()
  await noor.getByText('Gesagt. Es bleibt unter euch.').waitFor()
  await noor.getByRole('button', { name: 'Jule danken' }).click()
  await noor.getByText('Dein Dank ist bei Jule.').waitFor()
  await screen(noor, 'given')
  await jule.goto('/thanks')
  await jule.getByRole('link', { name: /Noor dankt dir für deine Hilfe/ }).waitFor()
  await screen(jule, 'list')
})

tell(
  'A comment is thanked by the flame beside it, and a person by that on their page, which stays lit for the day.',
  async () => {
    const asked = (await as(noorId).post('/api/v1/statuses', { status: 'Wer bäckt morgen?' })).body.id
    const said = { status: 'Morgen gibt es Zimtschnecken für alle.', in_reply_to_id: asked }
    const { id } = (await as(hanhId).post('/api/v1/statuses', said)).body
    await paul.goto(`/@noor/${asked}`)
    const comment = paul.locator(`#c-${id}`)
    await comment.getByRole('button', { name: 'Hạnh danken' }).click()
    await paul.getByText('Dein Dank ist bei Hạnh.').waitFor()
    await paul.reload()
    await comment.getByRole('button', { name: /^Dein Dank an Hạnh/ }).waitFor()
    await screen(paul, 'comment')
    await openMenu(paul, comment)
    assert.equal(await paul.getByRole('menuitem', { name: 'Hạnh danken' }).count(), 0, 'it stands there once')
    await paul.keyboard.press('Escape')
    await paul.setViewportSize({ width: 320, height: 640 })
    assert.equal(await paul.evaluate('document.documentElement.scrollWidth'), 320)
    await paul.setViewportSize({ width: 390, height: 844 })
    await paul.goto('/@hanh')
    assert.equal(await paul.getByRole('main').getByRole('button', { name: 'Mehr', exact: true }).count(), 1)
    await paul.getByRole('button', { name: 'Hạnh danken' }).dblclick()
    await paul.getByText('Dein Dank ist bei Hạnh.').waitFor()
    await screen(paul, 'person')
    await paul.reload()
    await paul.getByRole('button', { name: /^Dein Dank an Hạnh/ }).click()
    await paul.getByRole('dialog').getByRole('textbox').fill('Für alles.')
    await paul.getByRole('dialog').getByRole('button', { name: 'Dazuschreiben' }).click()
    await paul.getByText('Dein Wort ist bei Hạnh.').waitFor()
    await paul.goto('/thanks?list=given')
    await paul.getByText('„Für alles.“').waitFor()
    await screen(paul, 'given-list')
    await paul.getByRole('link', { name: /Du dankst Hạnh für die Worte/ }).click()
    await paul.getByRole('heading', { name: 'Du dankst Hạnh für die Worte.' }).waitFor()
    await paul.getByRole('link', { name: 'Morgen gibt es Zimtschnecken für alle.', exact: true }).waitFor()
    await screen(paul, 'given-one')
  },
)

tell('One takes it back from its page, and that back, and back for good; then it is gone for both.', async () => {
  const address = new URL(paul.url()).pathname
  await openMenu(paul, paul.locator('main .top'))
  await paul.getByRole('menuitem', { name: 'Dank zurücknehmen' }).click()
  await paul.getByText('Gut, kein Dank.').waitFor()
  await paul.getByText('„Für alles.“').waitFor()
  assert.equal(await paul.getByRole('link', { name: /für die Worte/ }).count(), 0)
  await paul.getByRole('button', { name: 'Zurücknehmen', exact: true }).click()
  await paul.getByRole('heading', { name: 'Du dankst Hạnh für die Worte.' }).waitFor()
  await openMenu(paul, paul.locator('main .top'))
  await paul.getByRole('menuitem', { name: 'Dank zurücknehmen' }).click()
  await paul.goto('/')
  await eventually(async () => (await givenBy(paulId)).every(({ about }) => about !== 'status'))
  await hanh.goto(address)
  await hanh.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
})

tell('Words that hurt are reported.', async () => {
  await hanh.goto('/thanks')
  await hanh.getByRole('link', { name: /Paul dankt dir/ }).click()
  await openMenu(hanh, hanh.locator('main .top'))
  await hanh.getByRole('menuitem', { name: 'Melden' }).click()
  await hanh.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await hanh.getByText('Danke. Jemand sieht es sich an.').waitFor()
  await jule.goto('/settings/reports')
  await jule.getByText('„Für alles.“').or(jule.getByText('Für alles.')).first().waitFor()
  await jule.getByText('ein Dank').waitFor()
})

type Given = { about: string | null; about_id: string | null }

async function givenBy(who: string): Promise<Given[]> {
  return (await as(who).get('/api/kith/v1/thanks?list=given')).body
}

async function shownOf(who: string): Promise<Given[]> {
  return (await as(juleId).get(`/api/kith/v1/thanks?list=shown&by=${who}`)).body
}

/** Once they are asked it, they give it to somebody else. */
async function passOn(who: string, to: string) {
  const waiting = async () => (await as(who).get('/api/kith/v1/asks?list=waiting')).body
  await eventually(async () => (await waiting()).length === 1)
  const [{ nudge }] = await waiting()
  await as(who).put(`/api/kith/v1/nudges/${nudge.id}`, { deed: 'passed', to, word: 'Du weißt doch so etwas.' })
}

async function introduced(by: string, parties: [string, string]): Promise<string> {
  const note = 'Ihr solltet euch kennen.'
  const { id } = (await as(by).post('/api/kith/v1/introductions', { parties, note })).body
  for (const who of parties) await as(who).put(`/api/kith/v1/introductions/${id}/answer`, { answer: 'yes' })
  return id
}

function as(who: string) {
  return story.api.as(who)
}

async function openMenu(page: Page, at: ReturnType<Page['locator']>) {
  await at.locator('button[aria-haspopup=menu]').first().click()
  await page.getByRole('menu').waitFor()
}
