import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { eventually, openStory } from '#test/story'

const story = await openStory(15)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const katharinaId = await story.person('katharina', 'Katharina Ebeling')
const paulId = await story.person('paul', 'Paul Okonkwo')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
for (const [one, other] of [
  [juleId, noorId],
  [juleId, katharinaId],
  [noorId, paulId],
  [katharinaId, tomaszId],
] as const) {
  await as(one).post(`/api/v1/accounts/${other}/follow`)
  await as(other).post(`/api/v1/accounts/${one}/follow`)
}
await as(juleId).post('/api/v1/lists', { title: 'Musik' })
await as(noorId).patch('/api/v1/accounts/update_credentials', { note: 'Ich repariere Geigen und Celli.' })
await as(katharinaId).patch('/api/v1/accounts/update_credentials', { note: 'Ich spiele Geige, und repariere Stühle.' })
await as(paulId).patch('/api/v1/accounts/update_credentials', {
  note: 'Holz, Leim und Geduld. Im Hinterhof, dritte Tür, wo das Radio läuft und immer eine Kanne Tee steht.',
})
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)
const paul = await story.phone(paulId)
const soon = new Date(Date.now() + 5 * 86_400_000)
const QUESTION = 'Wer kann meine alte Geige reparieren?'

tell('Nobody asks yet, and it says how to begin.', async () => {
  await jule.goto('/asks')
  await jule.getByRole('heading', { name: 'Gerade fragt niemand' }).waitFor()
  await screen(jule, 'none-yet')
  await jule.goto('/together')
  await jule.getByRole('link', { name: 'Etwas fragen' }).waitFor()
  await asked(
    katharinaId,
    { question: 'Wer repariert Geigen in der Nähe?', reach: 'place' },
    tomaszId,
    'Der Bogenmacher am Kanal macht auch Geigen.',
  )
})

tell('One asks from the plus, and sees what was asked in like words already.', async () => {
  await jule.getByRole('link', { name: 'Neu', exact: true }).click()
  await jule.getByRole('dialog').getByText('Wer es weiß, bekommt es zu sehen').waitFor()
  await screen(jule, 'plus', async (page) => {
    await page.locator('.bar .plus').click()
    await page.getByRole('dialog').waitFor()
  })
  await jule.getByRole('dialog').getByRole('link', { name: 'Fragen' }).click()
  const field = jule.getByRole('textbox', { name: 'Was möchtest du wissen?' })
  await field.pressSequentially(QUESTION)
  await jule.getByRole('heading', { name: 'Schon gefragt?' }).waitFor()
  await jule.getByRole('link', { name: /Wer repariert Geigen in der Nähe\?.*Tomasz: Der Bogenmacher/ }).waitFor()
  await screen(jule, 'new', (page) => page.locator('.alike').waitFor())
  await jule.getByRole('textbox', { name: 'Mehr dazu' }).fill('Der Steg ist lose, und sie klappert.')
  const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#8a5a30' } })
    .jpeg()
    .toBuffer()
  await jule
    .getByLabel('Bilder dazu')
    .first()
    .setInputFiles([{ name: 'geige.jpg', mimeType: 'image/jpeg', buffer: picture }])
  await jule.getByLabel('Was auf dem Bild ist').fill('Eine Geige ohne Steg')
  await jule.getByLabel('Bis wann?').fill(soon.toISOString().slice(0, 10))
  await jule.getByRole('radio', { name: 'Meine Kreise' }).check({ force: true })
  await jule.getByRole('checkbox', { name: 'Musik' }).waitFor()
  assert.equal(await jule.getByRole('button', { name: 'Fragen' }).isDisabled(), true)
  await screen(jule, 'new-reach', (page) => page.getByRole('checkbox').waitFor())
  await jule.getByRole('radio', { name: 'Alle', exact: false }).last().check({ force: true })
  assert.equal(await jule.getByRole('switch').count(), 0, 'what everybody sees has a name')
  await jule.getByRole('radio', { name: 'Meine Leute' }).check({ force: true })
  await jule.locator('main [type=submit]:enabled').waitFor()
})

tell('A draft is kept; the plus and a key lead back to it, and it is asked.', async () => {
  await jule.goto('/')
  await jule.keyboard.press('a')
  await jule.getByRole('textbox', { name: 'Was möchtest du wissen?' }).waitFor()
  await jule.goBack()
  await jule.getByRole('link', { name: 'Neu', exact: true }).click()
  await jule
    .getByRole('dialog')
    .getByRole('link', { name: `Fragen „${QUESTION}“` })
    .click()
  assert.equal(await jule.getByRole('textbox', { name: 'Was möchtest du wissen?' }).inputValue(), QUESTION)
  await jule.getByRole('main').getByRole('button', { name: 'Fragen' }).click()
  await jule.getByText('Deine Frage ist unterwegs.').waitFor()
  await jule.getByRole('heading', { name: QUESTION }).waitFor()
  await jule.getByRole('heading', { name: 'Noch keine Antwort' }).waitFor()
  await jule.getByRole('link', { name: 'Eine Geige ohne Steg' }).waitFor()
  await jule.getByText(/· bis \S+, \d+\. \S+ · Meine Leute/).waitFor()
  await screen(jule, 'asked')
})

tell('Who may know finds it in the inbox, with the reason.', async () => {
  await eventually(async () => (await as(noorId).get('/api/kith/v1/asks?list=waiting')).body.length === 1)
  await noor.goto('/inbox')
  await noor.getByRole('heading', { name: QUESTION }).waitFor()
  await noor.getByText('Auf deiner Seite steht, dass du bei „Geige“ hilfst.').waitFor()
  await screen(noor, 'inbox')
  await noor.getByRole('link', { name: QUESTION }).click()
  await noor.getByRole('region', { name: 'Frage an dich' }).waitFor()
  await screen(noor, 'to-you')
})

tell('Another does not know, and takes that back, and says so again.', async () => {
  const katharina = await story.phone(katharinaId)
  await katharina.goto('/inbox')
  const waits = katharina.getByRole('article').filter({ hasText: QUESTION })
  await waits.getByRole('button', { name: 'Weiß ich nicht' }).click()
  await katharina.getByText('Dazu wirst du seltener gefragt.').waitFor()
  await katharina.getByRole('button', { name: 'Zurücknehmen' }).click()
  await waits.getByRole('button', { name: 'Jetzt nicht' }).click()
  await waits.getByRole('button', { name: 'Ändern' }).click()
  await waits.getByRole('button', { name: 'Weiß ich nicht' }).click()
  await katharina.goto('/together')
  const [{ id }] = (await as(juleId).get('/api/kith/v1/asks?list=mine')).body
  await eventually(async () => (await as(katharinaId).get(`/api/kith/v1/asks/${id}`)).body.nudge.deed === 'unknown')
})

tell('Somebody else would know better: it is passed on, with a word.', async () => {
  await noor.getByRole('button', { name: 'Ich weiß, wer' }).click()
  const sheet = noor.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Paul Okonkwo' }).waitFor()
  assert.equal(await sheet.getByText('Tomasz').count(), 0, 'only to one’s own people')
  assert.equal(
    await sheet.evaluate((at) => at.scrollWidth > at.clientWidth),
    false,
    'long words push nothing over the edge',
  )
  await screen(noor, 'pass', async (page) => {
    await page.getByRole('button', { name: 'I know who' }).click()
    await page.getByRole('dialog').getByText('Paul Okonkwo').waitFor()
  })
  await sheet.getByRole('button', { name: 'Paul Okonkwo' }).click()
  await sheet.getByRole('textbox', { name: 'Ein Wort dazu' }).fill('Du hast doch das Cello gerettet.')
  await screen(noor, 'pass-word', async (page) => {
    await page.getByRole('button', { name: 'I know who' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Paul Okonkwo' }).click()
  })
  await sheet.getByRole('button', { name: 'An Paul geben' }).click()
  await noor.getByText('Paul hat die Frage jetzt von dir.').waitFor()
  await noor.getByText('Du hast sie weitergegeben.').waitFor()
})

tell('He reads from whom it comes, and answers; the asker sees it at once, and through whom.', async () => {
  await paul.goto('/inbox')
  await paul.getByText('Noor meint, du wüsstest das.').waitFor()
  await paul.getByRole('link', { name: QUESTION }).click()
  await paul.getByText('„Du hast doch das Cello gerettet.“').waitFor()
  await screen(paul, 'passed-to-you')
  await paul
    .getByRole('textbox', { name: 'Weißt du es?' })
    .fill('Bring sie am Samstag vorbei, der Steg ist schnell gerichtet.')
  await paul.getByRole('button', { name: 'Senden' }).click()
  const answer = jule.getByRole('article', { name: 'Von Paul Okonkwo' })
  await answer.getByText('Bring sie am Samstag vorbei').waitFor()
  await answer.getByText('kam über Noor').waitFor()
  await jule.getByText('Noor hat sie weitergegeben.').waitFor()
  await paul.getByRole('article', { name: 'Von Paul Okonkwo' }).waitFor()
  assert.equal(await paul.getByText('Frage an dich').count(), 0)
  await screen(jule, 'answered')
})

tell('Others say something to the answer, and what one reads does not move.', async () => {
  await noor.getByRole('button', { name: 'Antworten' }).click()
  await noor.getByRole('textbox', { name: 'Zur Antwort von Paul Okonkwo' }).fill('Er kann das wirklich.')
  await noor.getByRole('button', { name: 'Senden' }).click()
  await noor.getByText('Er kann das wirklich.').waitFor()
  await jule.getByText('Er kann das wirklich.').waitFor()
  await jule.getByText('an Paul Okonkwo').waitFor()
})

tell('It helped, and what came of it is told.', async () => {
  const answer = jule.getByRole('article', { name: 'Von Paul Okonkwo' })
  await answer.getByRole('button', { name: 'Das hat geholfen' }).click()
  await answer.getByText('Dein Dank ist bei Paul, und auf dem Weg dorthin bei Noor.').waitFor()
  const more = answer.getByRole('button', { name: 'Mehr' })
  await more.scrollIntoViewIfNeeded()
  // A menu closes when the page is scrolled, of which it hears a frame later.
  await jule.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  await more.click()
  await jule.getByRole('menuitem', { name: 'Hat doch nicht geholfen' }).click()
  await answer.getByRole('button', { name: 'Das hat geholfen' }).click()
  await jule.getByRole('button', { name: 'Was wurde daraus?' }).click()
  await jule.getByRole('dialog').getByRole('textbox').fill('Sie klingt wieder, wie bei meiner Großmutter.')
  await screen(jule, 'outcome', async (page) => {
    await page.getByRole('button', { name: 'What came of it?' }).click()
    await page.getByRole('dialog').waitFor()
  })
  await jule.getByRole('dialog').getByRole('button', { name: 'Sagen' }).click()
  await jule.getByText('Sie klingt wieder, wie bei meiner Großmutter.').waitFor()
  await paul.getByText('Sie klingt wieder, wie bei meiner Großmutter.').waitFor()
  await paul.getByText('Das hat Jule geholfen.').waitFor()
  await jule.reload()
  await screen(jule, 'helped')
  await paul.goto('/inbox')
  await paul.getByText('Deine Antwort hat Jule geholfen.').waitFor()
  await screen(paul, 'helped-inbox')
})

tell('An answer may be a person: whoever asked says yes in one tap, and that one is asked.', async () => {
  const katharina = await story.phone(katharinaId)
  const [{ id }] = (await as(juleId).get('/api/kith/v1/asks?list=mine')).body
  await jule.goto(`/asks/${id}`)
  await katharina.goto(`/asks/${id}`)
  await katharina.getByRole('button', { name: 'Bekannt machen' }).click()
  const sheet = katharina.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Tomasz Wieczorek' }).click()
  await sheet.getByRole('textbox', { name: 'Deine Antwort' }).fill('Ich weiß es nicht, aber Tomasz baut Celli.')
  await screen(katharina, 'offer', async (page) => {
    await page.getByRole('button', { name: 'Introduce' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tomasz Wieczorek' }).click()
  })
  await sheet.getByRole('button', { name: 'Tomasz vorschlagen' }).click()
  await katharina.getByText('Du hast angeboten, mit Tomasz bekannt zu machen.').waitFor()
  const answer = jule.getByRole('article', { name: 'Von Katharina Ebeling' })
  await answer.getByText('aber Tomasz baut Celli').waitFor()
  await screen(jule, 'offered', (page) => page.locator('.do .yes').scrollIntoViewIfNeeded())
  await answer.getByRole('button', { name: 'Ja, gern' }).click()
  await answer.getByText('Tomasz ist gefragt.').waitFor()
  await katharina.getByText('Dein Angebot ist angenommen, Tomasz ist gefragt.').waitFor()
  await answer.getByRole('link', { name: 'Ansehen' }).click()
  await jule.getByText('Ich weiß es nicht, aber Tomasz baut Celli.').waitFor()
  const [asked] = (await as(tomaszId).get('/api/kith/v1/introductions?filter=waiting')).body
  assert.equal(asked.note, 'Ich weiß es nicht, aber Tomasz baut Celli.')
})

tell('Who is not to learn who asks does not.', async () => {
  const { id } = await asked(juleId, { question: 'Wer hat eine große Leiter?', reach: 'place', named: false })
  const tomasz = await story.phone(tomaszId)
  await tomasz.goto(`/asks/${id}`)
  await tomasz.getByText('Jemand, den du nicht kennst').waitFor()
  await as(juleId).post(`/api/kith/v1/asks/${id}/answers`, { text: 'Vier Meter wären gut.', kind: 'comment' })
  await tomasz.getByText('Vier Meter wären gut.').waitFor()
  assert.equal(await tomasz.getByText('Jule').count(), 0)
  await screen(tomasz, 'somebody')
  await tomasz.goto('/asks?list=all')
  await tomasz.getByText('Wer hat eine große Leiter?').waitFor()
  await screen(tomasz, 'list')
  await tomasz.goto(`/asks/${id}`)
  await openMenu(tomasz)
  await tomasz.getByRole('menuitem', { name: 'Melden' }).click()
  await tomasz.getByLabel('Was sollten sie wissen?').fill('Das fragt jemand jeden Tag.')
  await tomasz.getByRole('dialog').getByRole('button', { name: 'Melden' }).click()
  await tomasz.getByText('Danke. Jemand sieht es sich an.').waitFor()
  // What one reported one does not see any more.
  await tomasz.waitForURL('**/together')
  assert.equal(await tomasz.getByText('Wer hat eine große Leiter?').count(), 0)
  await tomasz.goto('/together')
  await screen(tomasz, 'together')
})

tell('One for everybody reads without an account and without script.', async () => {
  const { id } = await asked(
    juleId,
    { question: 'Wo lernt man Brot backen?', details: 'Sauerteig, bitte.', reach: 'everybody' },
    tomaszId,
    'Bei Hạnh, dienstags.',
  )
  const visitor = await story.phone(null, { javaScriptEnabled: false })
  await visitor.goto(`/asks/${id}`)
  await visitor.getByRole('heading', { name: 'Wo lernt man Brot backen?' }).waitFor()
  await visitor.getByText('Bei Hạnh, dienstags.').waitFor()
  assert.equal(await visitor.locator('meta[property="og:title"]').getAttribute('content'), 'Wo lernt man Brot backen?')
  assert.equal(await visitor.locator('script[nonce]').count(), 0)
  await screen(await looking(`/asks/${id}`), 'public')
  await visitor.goto('/@jule')
  await visitor.getByRole('link', { name: 'Eine Frage – zu den Antworten' }).waitFor()
  const plain = await story.phone(tomaszId, { javaScriptEnabled: false })
  await plain.goto(`/asks/${id}`)
  await plain.getByRole('textbox', { name: 'Weißt du es?' }).fill('Und im Sommer am Backhaus.')
  await plain.getByRole('button', { name: 'Senden' }).click()
  await plain.getByText('Und im Sommer am Backhaus.').waitFor()
  await plain.goto('/asks/new')
  await plain.getByRole('textbox', { name: 'Was möchtest du wissen?' }).fill('Geht es auch ohne Zutun des Browsers?')
  await plain.getByRole('main').getByRole('button', { name: 'Fragen' }).click()
  await plain.getByRole('heading', { name: 'Geht es auch ohne Zutun des Browsers?' }).waitFor()
  const plainJule = await story.phone(juleId, { javaScriptEnabled: false })
  await plainJule.goto('/asks/new')
  await plainJule.getByRole('textbox', { name: 'Was möchtest du wissen?' }).fill('Wer spielt am Sonntag mit?')
  await plainJule.getByRole('radio', { name: 'Meine Kreise' }).check({ force: true })
  await plainJule.getByRole('checkbox', { name: 'Musik' }).check()
  await plainJule.getByRole('main').getByRole('button', { name: 'Fragen' }).click()
  await plainJule.getByText(/· Meine Kreise/).waitFor()
})

tell(
  'On a card, and where its thread is open, it says that it is a question; a comment there is an answer.',
  async () => {
    const ask = (await as(juleId).get('/api/kith/v1/asks?list=mine')).body.find(
      (one: { status_id: string | null }) => one.status_id,
    )
    await noor.goto('/')
    const card = noor.getByRole('article', { name: 'Von Jule Brandt' }).filter({ hasText: 'Wo lernt man Brot backen?' })
    await card.getByRole('link', { name: 'Eine Frage – antworten' }).waitFor()
    await screen(noor, 'card')
    await card.getByRole('link', { name: 'Antworten', exact: true }).click()
    await card.getByRole('textbox').fill('Beim Bäcker in der Lindenstraße.')
    await card.getByRole('button', { name: 'Senden' }).click()
    await card.getByText('Beim Bäcker in der Lindenstraße.').waitFor()
    await card.getByRole('link', { name: 'Eine Frage – antworten' }).click()
    await noor.getByRole('heading', { name: 'Wo lernt man Brot backen?' }).waitFor()
    await noor.getByRole('article', { name: 'Von Noor Haddad' }).getByText('Beim Bäcker in der Lindenstraße.').waitFor()
    await noor.goto(`/@jule/${ask.status_id}`)
    await noor.getByRole('link', { name: 'Eine Frage – antworten' }).waitFor()
    await screen(noor, 'thread')
    await jule.goto('/')
    await jule.getByRole('link', { name: 'Deine Frage – zu den Antworten' }).waitFor()
    await as(juleId).patch(`/api/kith/v1/asks/${ask.id}`, { closed: true })
    await noor.reload()
    await noor.getByRole('link', { name: 'Eine Frage – zu den Antworten' }).waitFor()
    await as(juleId).patch(`/api/kith/v1/asks/${ask.id}`, { closed: false })
  },
)

tell('One says how often one may be asked, about what, and that one greets newcomers.', async () => {
  await jule.goto('/settings')
  await jule.getByRole('link', { name: 'Fragen an dich' }).click()
  await jule.getByText('Höchstens 3-mal in der Woche').waitFor()
  await jule.getByRole('slider').fill('0')
  await jule.getByText('Gar nicht').waitFor()
  await jule.getByRole('slider').fill('1')
  await jule.getByRole('textbox', { name: 'Nur zu diesen Themen 1' }).fill('Holz')
  await jule.getByRole('switch', { name: 'Ich begrüße Neue' }).check()
  await screen(jule, 'settings')
  await jule.getByRole('button', { name: 'Sichern' }).click()
  await jule.getByText('Gesichert.').waitFor()
  const wishes = (await as(juleId).get('/api/kith/v1/ask_settings')).body
  assert.deepEqual(wishes, { weekly: 1, topics: ['Holz'], greets: true })
})

tell('A newcomer’s first words come to who greets.', async () => {
  const aylinId = await story.person('aylin', 'Aylin Demir')
  await as(aylinId).post('/api/v1/statuses', { status: 'Guten Tag, ich bin neu in der Straße.' })
  await jule.goto('/inbox')
  await jule.getByText('Aylin ist neu hier und sagt zum ersten Mal etwas.').waitFor()
  await screen(jule, 'newcomer')
})

tell('A question is closed, opened again, and taken back.', async () => {
  const [other, { id }] = (await as(juleId).get('/api/kith/v1/asks?list=mine')).body
  const tomasz = await story.phone(tomaszId)
  await tomasz.goto(`/asks/${id}`)
  await jule.goto(`/asks/${id}`)
  await openMenu(jule)
  await screen(jule, 'menu', openMenu, { closes: true })
  await jule.getByRole('menuitem', { name: 'Frage schließen' }).click()
  await tomasz.getByText('Diese Frage ist geschlossen.').waitFor()
  await openMenu(jule)
  await jule.getByRole('menuitem', { name: 'Wieder öffnen' }).click()
  await tomasz.getByRole('textbox', { name: 'Weißt du es?' }).waitFor()
  await openMenu(jule)
  await jule.getByRole('menuitem', { name: 'Frage zurücknehmen' }).click()
  await jule.getByText('Zurückgenommen, mit allen Antworten.').waitFor()
  await story.foreseen(/status of 404/, async () => {
    await jule.getByRole('link', { name: 'Alle Fragen' }).click()
    await jule.getByRole('link', { name: 'Deine', exact: true }).click()
    await jule.locator(`a[href="/asks/${other.id}"]`).waitFor()
    assert.equal(await jule.locator(`a[href="/asks/${id}"]`).count(), 0, 'not there while its toast is')
    await jule.goto('/')
    await tomasz.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
  })
  await screen(tomasz, 'gone')
})

type Wish = { question: string; details?: string; reach: string; named?: boolean }

/** With an answer that helped, where somebody gave one. */
async function asked(whoId: string, wish: Wish, byId?: string, answer?: string): Promise<{ id: string }> {
  const { body } = await as(whoId).post('/api/kith/v1/asks', { language: 'de', ...wish })
  if (!byId) return body
  await as(byId).post(`/api/kith/v1/asks/${body.id}/answers`, { text: answer })
  const [given] = (await as(whoId).get(`/api/kith/v1/asks/${body.id}/answers`)).body
  await as(whoId).put(`/api/kith/v1/answers/${given.id}/helped`, { helped: true })
  return body
}

async function looking(path: string): Promise<Page> {
  const page = await story.phone()
  await page.goto(path)
  return page
}

function as(who: string) {
  return story.api.as(who)
}

async function openMenu(page: Page) {
  await page.locator('main .top button[aria-haspopup=menu]').click()
  await page.getByRole('menu').waitFor()
}
