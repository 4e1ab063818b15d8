import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { offers } from '#modules/offers'
import { eventually, openStory } from '#test/story'

const story = await openStory(24)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const katharinaId = await story.person('katharina', 'Katharina Ebeling')
const paulId = await story.person('paul', 'Paul Okonkwo')
for (const id of [noorId, katharinaId, paulId]) {
  await as(juleId).post(`/api/v1/accounts/${id}/follow`)
  await as(id).post(`/api/v1/accounts/${juleId}/follow`)
}
await as(juleId).post('/api/v1/lists', { title: 'Hof' })
await as(noorId).patch('/api/kith/v1/me', { looks_for: ['Leute mit Werkzeug'] })
await story.ctx.pool.query('delete from notices')
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)
const katharina = await story.phone(katharinaId)
const paul = await story.phone(paulId)
const DRILL = 'Bohrmaschine mit Steinbohrern'
const NEED = 'Eine Bohrmaschine für ein Regal'
const RADIO = 'Röhrenradio, spielt noch'
let drillId: string
let radioId: string

tell('Nothing stands yet, and it says how to begin.', async () => {
  await jule.goto('/offers')
  await jule.getByRole('heading', { name: 'Deine Leute bieten und suchen gerade nichts' }).waitFor()
  await screen(jule, 'none-yet')
  await jule.goto('/together')
  await jule.getByText('Hier steht, was andere bieten und suchen').waitFor()
  await jule.getByText('Hier steht, was andere gern wüssten.').waitFor()
  await screen(jule, 'together-empty')
})

tell('From the plus one says what one offers or needs; the words of each fit.', async () => {
  await openPlus(jule)
  await screen(jule, 'plus', openPlus)
  await jule.getByRole('dialog').getByRole('link', { name: 'Anbieten oder suchen' }).click()
  await jule.getByRole('textbox', { name: 'Was?' }).fill(DRILL)
  await jule.getByRole('radio', { name: 'Ich suche' }).check({ force: true })
  await jule.getByText('Du gibst es zurück.').waitFor()
  await jule.getByRole('radio', { name: 'Im Tausch' }).check({ force: true })
  await jule.getByRole('textbox', { name: 'Wofür?' }).waitFor()
  await screen(jule, 'new-need', async (page) => {
    await page.getByRole('radio', { name: 'I look for' }).check({ force: true })
    await page.getByRole('radio', { name: 'As a swap' }).check({ force: true })
  })
  await jule.getByRole('radio', { name: 'Ich biete' }).check({ force: true })
  await jule.getByRole('radio', { name: 'Verleihen' }).check({ force: true })
  assert.equal(await jule.getByRole('textbox', { name: 'Wofür?' }).count(), 0)
  await jule.getByRole('textbox', { name: 'Mehr dazu' }).fill('Geht auch durch Beton. Bitte nicht sonntags.')
  await jule.getByRole('textbox', { name: 'Wo?' }).fill('Plagwitz')
  await jule.getByRole('radio', { name: 'Meine Kreise' }).check({ force: true })
  await jule.getByRole('checkbox', { name: 'Hof' }).waitFor()
  assert.equal(await jule.getByRole('button', { name: 'Anbieten' }).isDisabled(), true)
  assert.equal(await jule.getByRole('radio', { name: 'Alle', exact: true }).count(), 0, 'it is for somebody')
  await jule.getByRole('radio', { name: 'Meine Leute' }).check({ force: true })
  await screen(jule, 'new-offer', (page) => page.getByText('Hof').waitFor({ state: 'attached' }))
})

tell('A draft is kept, the plus leads back to it, and it stands.', async () => {
  await jule.goto('/')
  await openPlus(jule)
  await jule
    .getByRole('dialog')
    .getByRole('link', { name: `Anbieten oder suchen „${DRILL}“` })
    .click()
  assert.equal(await jule.getByRole('textbox', { name: 'Wo?' }).inputValue(), 'Plagwitz')
  await jule.getByRole('main').getByRole('button', { name: 'Anbieten' }).click()
  await jule.getByText('Kith sieht nach, was dazu passt.').waitFor()
  await jule.getByRole('heading', { name: DRILL }).waitFor()
  await jule.getByText('Noch passt nichts dazu.').waitFor()
  await jule.getByText('Es sehen deine Leute.').waitFor()
  drillId = idOf(jule)
  await screen(jule, 'offered')
})

tell('What fits is told to both at once, and each page says with whom.', async () => {
  await jule.goto('/inbox')
  await noor.goto('/offers/new?kind=need')
  await noor.getByRole('textbox', { name: 'Was?' }).fill(NEED)
  await noor.getByRole('radio', { name: 'Geliehen' }).check({ force: true })
  await noor.getByRole('radio', { name: 'Meine Leute' }).check({ force: true })
  await noor.getByRole('main').getByRole('button', { name: 'Wunsch aufschreiben' }).click()
  await noor.getByRole('heading', { name: NEED }).waitFor()
  await noor.getByText('Jule bietet das').waitFor()
  await jule.getByText('Noor sucht, was du bietest.').waitFor()
  await screen(jule, 'inbox-match')
  await jule.getByRole('link', { name: 'Noor sucht, was du bietest.' }).click()
  await jule.getByText('Noor sucht das').waitFor()
  await screen(jule, 'match')
  await jule.goto('/together')
  await jule.getByText('Noor sucht das').waitFor()
  await screen(jule, 'together')
  await jule.goto('/@noor')
  await jule.getByText(`Passt zu dem, was du bietest: ${DRILL}`).waitFor()
  await screen(jule, 'person', (page) => page.locator('.match').scrollIntoViewIfNeeded())
  await noor.goto('/inbox')
  await noor.getByText('Jule bietet, was du suchst.').waitFor()
})

tell('One tap says yes to what fits.', async () => {
  await noor.getByRole('link', { name: 'Jule bietet, was du suchst.' }).click()
  const match = noor.getByRole('region', { name: 'Passt dazu' })
  await match.getByRole('button', { name: 'Jule schreiben' }).click()
  await noor.getByRole('dialog').getByRole('textbox').first().waitFor()
  await noor.keyboard.press('Escape')
  await match.getByRole('button', { name: 'Ich hätte es gern' }).click()
  await match.getByText('du hast Ja gesagt').waitFor()
  await eventually(async () => (await takersOf(drillId)).length === 1)
})

tell('Another would like it too, with a word; takes that back, and that back again.', async () => {
  await jule.goto(`/offers/${drillId}`)
  await jule.getByRole('region', { name: 'Wer es gern hätte' }).getByText('Noor Haddad').waitFor()
  await katharina.goto(`/offers/${drillId}`)
  await screen(katharina, 'theirs')
  await katharina.getByRole('textbox', { name: 'Ein Wort an Jule' }).fill('Nur am Samstag, für zwei Löcher.')
  await katharina.getByRole('button', { name: 'Ich hätte es gern' }).click()
  await katharina.getByText('Jule weiß es jetzt.').waitFor()
  await katharina.getByRole('heading', { name: 'Du hättest es gern' }).waitFor()
  await screen(katharina, 'wanted')
  await katharina.getByRole('button', { name: 'Doch nicht' }).click()
  await katharina.getByRole('textbox', { name: 'Ein Wort an Jule' }).waitFor()
  await katharina.getByRole('button', { name: 'Zurücknehmen' }).click()
  await katharina.getByText('„Nur am Samstag, für zwei Löcher.“').waitFor()
  await jule.getByText('„Nur am Samstag, für zwei Löcher.“').waitFor()
  const names = await jule.getByRole('region', { name: 'Wer es gern hätte' }).locator('.name').allTextContents()
  assert.deepEqual(names, ['Katharina Ebeling', 'Noor Haddad'], 'by name, not by who came first')
  await jule.getByRole('listitem').filter({ hasText: 'Noor Haddad' }).getByText('Noor sucht das').waitFor()
  await screen(jule, 'takers', (page) => page.locator('#takers').scrollIntoViewIfNeeded())
  await jule.goto('/inbox')
  await jule.getByRole('article').getByRole('link', { name: 'Katharina und Noor hätten es gern' }).waitFor()
  assert.equal(await jule.getByText('hätten gern, was du bietest').count(), 0, 'nor a second time')
  await screen(jule, 'inbox-wanted')
  await jule.goto('/offers?list=mine')
  await jule.getByText('Katharina und Noor hätten es gern').waitFor()
  await screen(jule, 'mine-wanted')
  await jule.goto('/@jule')
  await jule.getByText('Katharina und Noor hätten es gern').waitFor()
})

tell('Jule chooses, asked once more; who is chosen hears of it, the others see that it is settled.', async () => {
  await noor.goto(`/offers/${drillId}`)
  await katharina.goto('/inbox')
  await jule.goto(`/offers/${drillId}`)
  await jule.getByRole('button', { name: 'Katharina geben' }).click()
  await jule.getByRole('dialog', { name: 'Katharina bekommt es?' }).waitFor()
  await screen(jule, 'choose', async (page) => {
    await page.getByRole('button', { name: 'Give it to Katharina' }).click()
    await page.getByRole('dialog').waitFor()
  })
  await jule.getByRole('button', { name: 'Ja, Katharina' }).click()
  await jule.getByRole('heading', { name: 'Katharina bekommt es' }).waitFor()
  await screen(jule, 'chosen')
  await katharina.getByText('Du bekommst es: Jule gibt es dir.').waitFor()
  await screen(katharina, 'inbox-chosen')
  await katharina.getByRole('link', { name: 'Du bekommst es: Jule gibt es dir.' }).click()
  await katharina.getByRole('heading', { name: 'Du bekommst es' }).waitFor()
  await screen(katharina, 'you-have-it')
  await noor.reload()
  await noor.getByText('Diesmal hat es jemand anderes.').waitFor()
  await jule.getByRole('button', { name: 'Katharina schreiben' }).click()
  await jule.getByRole('dialog').getByText('Katharina').first().waitFor()
  await jule.keyboard.press('Escape')
})

tell('How it went stays between the two; when it did not come about the next may have it.', async () => {
  await katharina.getByRole('button', { name: 'Übergeben' }).click()
  await katharina.getByText('Gesagt. Es bleibt unter euch.').waitFor()
  await katharina.getByRole('button', { name: 'Übergeben', pressed: true }).waitFor()
  // What is the next one’s is gone for her.
  await katharina.goto('/inbox')
  await jule.getByRole('button', { name: 'Nicht gekommen' }).click()
  await jule.getByText('Gut. Es steht wieder offen.').waitFor()
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.getByRole('heading', { name: 'Katharina hat es geliehen' }).waitFor()
  await jule.getByRole('button', { name: 'Nicht gekommen' }).click()
  await jule.getByText('Gut. Es steht wieder offen.').waitFor()
  await jule.getByRole('button', { name: 'Noor geben' }).click()
  await jule.getByRole('button', { name: 'Ja, Noor' }).click()
  await jule.getByRole('heading', { name: 'Noor bekommt es' }).waitFor()
  await jule.getByRole('button', { name: 'Übergeben' }).click()
  await jule.getByRole('button', { name: 'Übergeben', pressed: true }).waitFor()
})

tell('What did not come about is remembered by the two, and each may say how it was.', async () => {
  await katharina.goto('/@jule')
  await openMemory(katharina)
  await katharina.getByRole('dialog').getByText('Jule sagt: Es kam nicht dazu.').waitFor()
  await screen(katharina, 'remembered', openMemory)
  await katharina.getByRole('dialog').getByRole('button', { name: 'Nicht gekommen' }).click()
  await katharina.getByText('Gesagt. Es bleibt unter euch.').waitFor()
  await katharina.getByText(/^es kam nicht dazu, im /).waitFor()
})

tell('Said once its time is over, it is not said to be open again; and may be set right.', async () => {
  const id = await offered(juleId, { what: 'Eine Schubkarre', way: 'lend' })
  await as(paulId).put(`/api/kith/v1/offers/${id}/taking`, {})
  await as(juleId).put(`/api/kith/v1/offers/${id}/choice`, { person: paulId })
  await story.ctx.pool.query(`update offers set expires_at = now() - interval '1 hour' where id = $1`, [id])
  await jule.goto(`/offers/${id}`)
  await jule.getByRole('button', { name: 'Nicht gekommen' }).click()
  await jule.getByText('Gut. Die Zeit dafür ist um.').waitFor()
  await jule.getByText('Du kannst es jederzeit neu hinstellen.').waitFor()
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.getByRole('heading', { name: 'Paul bekommt es' }).waitFor()
})

tell('Who would not after all says so, and whoever gives hears of it.', async () => {
  const id = await offered(juleId, { what: 'Ein Bügeleisen', way: 'gift' })
  await as(paulId).put(`/api/kith/v1/offers/${id}/taking`, {})
  await as(juleId).put(`/api/kith/v1/offers/${id}/choice`, { person: paulId })
  await as(paulId).delete(`/api/kith/v1/offers/${id}/taking`)
  await jule.goto('/inbox')
  await jule.getByText('Paul möchte es doch nicht. Es steht wieder offen.').waitFor()
  await screen(jule, 'inbox-let-go')
  await as(juleId).delete(`/api/kith/v1/offers/${id}`)
})

tell('Kith draws when it is told to, among all who would like it by then.', async () => {
  radioId = await offered(juleId, { what: RADIO, way: 'gift' })
  for (const id of [paulId, katharinaId]) await as(id).put(`/api/kith/v1/offers/${radioId}/taking`, {})
  await jule.goto(`/offers/${radioId}`)
  await openDraw(jule)
  await screen(jule, 'draw', async (page) => {
    await page.getByRole('button', { name: 'Let Kith draw' }).click()
    await page.getByRole('dialog').waitFor()
  })
  await jule.getByRole('button', { name: 'Auslosen lassen' }).click()
  await jule.getByText('Gut, Kith lost aus.').waitFor()
  await jule.getByRole('button', { name: 'Doch nicht auslosen' }).click()
  await jule.getByText('Gut, du wählst selbst.').waitFor()
  await openDraw(jule)
  await jule.getByRole('radio', { name: 'In drei Tagen' }).check({ force: true })
  await jule.getByRole('button', { name: 'Auslosen lassen' }).click()
  await jule.getByText(/Kith lost aus: \S+, \d+\. \S+ um 18:00\./).waitFor()
  assert.equal(await jule.getByRole('button', { name: 'Paul geben' }).count(), 0, 'a lot is promised')
  await screen(jule, 'to-be-drawn')
  await paul.goto(`/offers/${radioId}`)
  await paul.getByText(/Kith lost aus: .* um 18:00\./).waitFor()
  await screen(paul, 'wanted-by-lot')
  await story.ctx.pool.query(`update offers set drawn_at = now() - interval '1 minute' where id = $1`, [radioId])
  await (offers.jobs!(story.ctx)['offers.draw'] as () => Promise<void>)()
  await jule.goto(`/offers/${radioId}`)
  await jule.getByRole('heading', { name: /^(Paul|Katharina) bekommt es$/ }).waitFor()
})

tell('A need is helped with in the same way.', async () => {
  const id = await offered(juleId, { kind: 'need', what: 'Jemanden, der Buchhaltung erklärt', way: 'time' })
  await paul.goto(`/offers/${id}`)
  await screen(paul, 'their-need')
  await paul.getByRole('button', { name: 'Ich helfe' }).click()
  await paul.getByRole('heading', { name: 'Du würdest helfen' }).waitFor()
  await jule.goto('/inbox')
  await jule.getByRole('link', { name: 'Paul würde helfen' }).click()
  assert.equal(await jule.getByRole('button', { name: 'Kith lost aus' }).count(), 0, 'help is not drawn')
  await jule.getByRole('button', { name: 'Paul hilft mir' }).click()
  await jule.getByRole('button', { name: 'Ja, Paul' }).click()
  await paul.getByRole('heading', { name: 'Du hilfst Jule' }).waitFor()
  await paul.getByRole('button', { name: 'Geholfen' }).click()
  await paul.getByText('Gesagt. Es bleibt unter euch.').waitFor()
})

tell('Lists show them by whose they are, what they are, and where.', async () => {
  await offered(noorId, { what: 'Apfelmus, sechs Gläser', way: 'swap', for_what: 'Honig', locality: 'Lindenau' })
  await offered(noorId, { kind: 'need', what: 'Umzugskisten', way: 'gift', locality: 'Plagwitz' })
  await jule.goto('/offers')
  await jule.getByText('Apfelmus, sechs Gläser').waitFor()
  await screen(jule, 'list')
  await jule.getByRole('link', { name: 'Wünsche', exact: true }).click()
  await jule.getByText('Umzugskisten').waitFor()
  await jule.getByText('Apfelmus').waitFor({ state: 'detached' })
  await jule.getByText('Nach Kreis, Ort und Sprache').click()
  await jule.getByRole('textbox', { name: 'Ort' }).fill('Connewitz')
  await jule.getByRole('button', { name: 'Zeigen' }).click()
  await jule.getByText('So etwas gibt es gerade nicht.').waitFor()
  await screen(jule, 'narrowed')
  await jule.getByRole('link', { name: 'Von dir', exact: true }).click()
  await jule.getByText(DRILL).waitFor()
  await screen(jule, 'mine')
  await paul.goto('/offers?list=taken')
  await paul.getByText('Jemanden, der Buchhaltung erklärt').waitFor()
  await screen(paul, 'taken')
})

tell('Together narrows offers and questions alike.', async () => {
  const question = 'Wer hat in Lindenau eine Leiter?'
  await as(noorId).post('/api/kith/v1/asks', { question, reach: 'people' })
  await jule.goto('/together')
  await jule.getByText('Umzugskisten').waitFor()
  await jule.getByText('Nach Kreis, Ort und Sprache').click()
  await jule.getByRole('textbox', { name: 'Ort' }).fill('Lindenau')
  await jule.getByRole('button', { name: 'Zeigen' }).click()
  await jule.getByText('Umzugskisten').waitFor({ state: 'detached' })
  await jule.getByText('Apfelmus, sechs Gläser').waitFor()
  await jule.getByText(question).waitFor()
  await screen(jule, 'together-narrowed')
  await jule.getByRole('link', { name: 'Alle Fragen' }).click()
  await jule.waitForURL('**/asks?**')
  await jule.getByRole('heading', { name: 'Fragen', level: 1 }).waitFor()
  await jule.getByText(question).waitFor()
  await jule.getByText('Nur: Lindenau').click()
  await jule.getByRole('textbox', { name: 'Ort' }).fill('Connewitz')
  await jule.getByRole('button', { name: 'Zeigen' }).click()
  await jule.getByText('So etwas gibt es gerade nicht.').waitFor()
  await screen(jule, 'asks-narrowed')
  await jule.getByRole('link', { name: 'Alle zeigen' }).click()
  await jule.getByText(question).waitFor()
})

tell('One takes it back, and that back, and back for good.', async () => {
  const id = await offered(juleId, { what: 'Zimmerlinde', way: 'gift' })
  await jule.goto(`/offers/${id}`)
  await withdraw(jule)
  await jule.getByText('Weggenommen.').waitFor()
  await jule.getByRole('link', { name: 'Du bietest Röhrenradio' }).waitFor()
  assert.equal(await jule.getByText('Zimmerlinde').count(), 0)
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.getByRole('heading', { name: 'Zimmerlinde' }).waitFor()
  assert.equal((await as(juleId).get(`/api/kith/v1/offers/${id}`)).body.state, 'open')
  await withdraw(jule)
  await jule.goto(`/offers/${id}`)
  await eventually(async () => (await as(juleId).get(`/api/kith/v1/offers/${id}`)).body.state === 'ended')
  await jule.reload()
  await jule.getByText('Es steht nicht mehr.').waitFor()
  await screen(jule, 'over')
})

tell('It all goes without script.', async () => {
  const plainJule = await story.phone(juleId, { javaScriptEnabled: false })
  await plainJule.goto('/offers/new')
  await plainJule.getByRole('textbox', { name: 'Was?' }).fill('Setzlinge')
  await plainJule.getByRole('radio', { name: 'Tauschen' }).check({ force: true })
  await plainJule.getByRole('textbox', { name: 'Wofür?' }).fill('Ein Glas Honig')
  await plainJule.getByRole('radio', { name: 'Meine Kreise' }).check({ force: true })
  await plainJule.getByRole('button', { name: 'Hinstellen' }).click()
  await plainJule.getByRole('alert').getByText('Wähle einen Kreis.').waitFor()
  assert.equal(await plainJule.getByRole('textbox', { name: 'Wofür?' }).inputValue(), 'Ein Glas Honig')
  await plainJule.getByRole('radio', { name: 'Meine Leute' }).check({ force: true })
  await plainJule.getByRole('button', { name: 'Hinstellen' }).click()
  await plainJule.getByRole('heading', { name: 'Setzlinge' }).waitFor()
  await plainJule.getByText('dafür: Ein Glas Honig').waitFor()
  const id = idOf(plainJule)
  const plainNoor = await story.phone(noorId, { javaScriptEnabled: false })
  await plainNoor.goto(`/offers/${id}`)
  await plainNoor.getByRole('textbox', { name: 'Ein Wort an Jule' }).fill('Ich habe Honig.')
  await plainNoor.getByRole('button', { name: 'Ich hätte es gern' }).click()
  await plainNoor.getByText('„Ich habe Honig.“').waitFor()
  await plainNoor.getByRole('button', { name: 'Doch nicht' }).click()
  await plainNoor.getByRole('button', { name: 'Ich hätte es gern' }).click()
  await plainNoor.getByRole('heading', { name: 'Du hättest es gern' }).waitFor()
  await plainJule.reload()
  await plainJule.getByRole('button', { name: 'Noor geben' }).click()
  await plainJule.getByRole('heading', { name: 'Noor bekommt es' }).waitFor()
  await plainJule.getByRole('button', { name: 'Übergeben' }).click()
  await plainJule.getByRole('heading', { name: 'Noor hat es' }).waitFor()
})

type Wish = { kind?: string; what: string; way: string; for_what?: string; locality?: string }

async function offered(whoId: string, wish: Wish): Promise<string> {
  const words = { kind: 'offer', language: 'de', reach: 'people', ...wish }
  return (await as(whoId).post('/api/kith/v1/offers', words)).body.id
}

async function takersOf(id: string): Promise<unknown[]> {
  return (await as(juleId).get(`/api/kith/v1/offers/${id}/takers`)).body
}

function as(who: string) {
  return story.api.as(who)
}

function idOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function openPlus(page: Page) {
  await page.locator('.bar .plus').click()
  await page.getByRole('dialog').waitFor()
}

async function openDraw(page: Page) {
  await page.getByRole('button', { name: 'Kith lost aus' }).click()
  await page.getByRole('dialog', { name: 'Wann soll Kith auslosen?' }).waitFor()
}

async function openMemory(page: Page) {
  await page.locator('#between').scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: DRILL }).click()
  await page.getByRole('dialog').waitFor()
}

async function withdraw(page: Page) {
  await page.locator('main .top button[aria-haspopup=menu]').click()
  await page.getByRole('menuitem', { name: 'Wegnehmen' }).click()
}
