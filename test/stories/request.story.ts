import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { endDueRequests } from '#modules/requests'
import { eventually, openStory, reloadUntilSaid } from '#test/story'

const story = await openStory(12)
const { screen, tell } = story

// Jule knows Katharina and Noor; Noor knows Paul; Katharina and Paul know Tomasz.
const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const noorId = await story.person('noor', 'Noor Haddad')
const paulId = await story.person('paul', 'Paul Okonkwo')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const graceId = await story.person('grace', 'Grace Lindqvist')
const emilId = await story.person('emil', 'Emil Sommer')
await describe(tomaszId, 'Baut drei Instrumente im Jahr, repariert dreißig und redet mit allen.')
await describe(juleId, 'Macht Radio und baut Lastenräder.')
await describe(paulId, 'Druckt Plakate, und manchmal auch Gedichte.')
for (const [one, other] of [
  [juleId, katharinaId],
  [juleId, noorId],
  [juleId, emilId],
  [noorId, paulId],
  [noorId, graceId],
  [katharinaId, tomaszId],
  [paulId, tomaszId],
] as const) {
  await as(one).post(`/api/v1/accounts/${other}/follow`)
  await as(other).post(`/api/v1/accounts/${one}/follow`)
}
const jule = await story.phone(juleId)
const katharina = await story.phone(katharinaId)
const noor = await story.phone(noorId)
const paul = await story.phone(paulId)
const tomasz = await story.phone(tomaszId)

const WORDS =
  'Seit zwei Jahren spiele ich auf einer Geige, die nicht mir gehört, und neulich stand ich vor deiner Werkstatt ' +
  'und habe mich nicht hineingetraut. Ich würde dir gern einmal zusehen, und ich bringe Kuchen mit.'

tell('Jule sees over whom she is connected with Tomasz, and may ask to be introduced.', async () => {
  await jule.goto('/@tomasz')
  await jule.getByText('führen Wege zu Tomasz').waitFor()
  await jule.getByRole('list', { name: 'Weg über Noor' }).getByText('Paul').waitFor()
  await button(jule, /^Folgen/).waitFor()
  await screen(jule, 'person-with-ways')
  await as(paulId).patch('/api/v1/accounts/update_credentials', { hide_collections: true })
  await jule.reload()
  const way = jule.getByRole('list', { name: 'Weg über Noor' })
  await way.getByText('eine Person, die für sich behält, wem sie folgt').waitFor()
  assert.equal(await way.getByText('Paul').count(), 0)
  await screen(jule, 'person-with-somebody-hidden')
  await as(paulId).patch('/api/v1/accounts/update_credentials', { hide_collections: false })
  await as(juleId).post(`/api/v1/accounts/${tomaszId}/follow`)
  await jule.reload()
  await jule.getByText('Du folgst Tomasz').waitFor()
  await button(jule, 'Tomasz schreiben').waitFor()
  await screen(jule, 'person-one-follows-with-ways')
  await as(juleId).post(`/api/v1/accounts/${tomaszId}/unfollow`)
  await as(tomaszId).patch('/api/kith/v1/me', { introductions_from: 'nobody' })
  await jule.reload()
  await jule.getByText('Ihr kennt beide Katharina.').waitFor()
  assert.equal(await jule.getByRole('link', { name: 'Um Vorstellung bitten' }).count(), 0)
  await as(tomaszId).patch('/api/kith/v1/me', { introductions_from: 'following' })
})

tell('What she begins to write is kept, and she asks Noor.', async () => {
  await jule.goto('/@tomasz')
  await jule.getByRole('link', { name: 'Um Vorstellung bitten' }).click()
  await jule.getByLabel('Warum möchtest du Tomasz kennenlernen?').fill('Seit zwei Jahren spiele ich')
  await jule.getByRole('link', { name: 'Zurück' }).click()
  await jule.getByRole('link', { name: 'Um Vorstellung bitten' }).click()
  const words = jule.getByLabel('Warum möchtest du Tomasz kennenlernen?')
  await eventually(async () => (await words.inputValue()) === 'Seit zwei Jahren spiele ich')
  await words.fill('x'.repeat(900))
  await jule.getByText('Noch 100 Zeichen.').waitFor()
  await words.fill(WORDS)
  await jule.getByText('Noor Haddad').click()
  await screen(jule, 'request-words')
  await story.offline(jule, async () => {
    await button(jule, 'Noor bitten').click()
    await jule.getByText('Das ging nicht hinaus.').waitFor()
  })
  assert.equal(await words.inputValue(), WORDS, 'nothing is lost')
  await button(jule, 'Noor bitten').click()
  await jule.getByText('Noor hat deine Bitte.').waitFor()
  await jule.getByText('Deine Bitte ist unterwegs zu').waitFor()
  await jule.goto(jule.url())
  await screen(jule, 'request-on-its-way')
  await jule.goto('/@tomasz')
  await jule.getByRole('link', { name: 'Deine Bitte ist unterwegs' }).waitFor()
})

tell('Noor, who does not know Tomasz, hands it on to Paul, who does.', async () => {
  await noor.goto('/inbox')
  await noor.getByText('Jule möchte Tomasz Wieczorek kennenlernen').waitFor()
  await screen(noor, 'inbox-with-request')
  await noor.getByRole('link', { name: 'Lesen' }).click()
  await noor.getByText(WORDS).waitFor()
  await screen(noor, 'request-in-hand')
  await button(noor, 'Weitergeben').click()
  await noor.getByText('kennt Tomasz').waitFor()
  const rows = noor.getByRole('dialog').getByRole('listitem')
  assert.match((await rows.first().innerText()) ?? '', /Paul/, 'who knows him comes first')
  assert.equal(await rows.filter({ hasText: 'Jule' }).count(), 0, 'it does not go back')
  await screen(noor, 'request-to-whom', async (page) => {
    await page.locator('.stick .btn').first().click()
    await page.locator('dialog .person').first().waitFor()
  })
  await noor.getByRole('button', { name: /^Paul/ }).click()
  await noor.getByLabel('Ein Wort dazu, nur an Paul').fill('Du kennst ihn doch aus der Gießerei.')
  await screen(noor, 'request-hand-on', async (page) => {
    await page.locator('.stick .btn').first().click()
    await page.locator('dialog .person').first().click()
    await page.locator('dialog textarea').fill('You know him from the foundry.')
  })
  await noor.getByRole('button', { name: 'An Paul weitergeben' }).click()
  await noor.getByText('Du hast es an Paul weitergegeben').waitFor()
  await screen(noor, 'request-handed-on')
})

tell('Paul learns nothing of Jule, and asks Tomasz.', async () => {
  await paul.goto('/inbox')
  await paul.getByText('Jemand möchte Tomasz Wieczorek kennenlernen').waitFor()
  await paul.getByRole('link', { name: 'Lesen' }).click()
  await paul.getByText('Du kennst ihn doch aus der Gießerei.').waitFor()
  assert.ok(!(await wordsOn(paul)).includes('Jule'))
  await screen(paul, 'request-in-the-hand-of-one-who-knows')
  await button(paul, 'Tomasz fragen').click()
  await paul.getByLabel('Ein Wort dazu, nur an Tomasz').fill('Mach ihr auf, sie meint es ernst.')
  await paul.locator('summary').click()
  await paul.getByRole('textbox', { name: 'Wann und wo' }).fill('Samstag um elf in der Werkstatt')
  await screen(paul, 'request-ask-target', async (page) => {
    await page.locator('.stick .btn').first().click()
    await page.locator('dialog textarea').fill('Open your door to her, she means it.')
    await page.locator('dialog summary').click()
    await page.locator('dialog [name=meeting]').fill('Saturday at eleven in the workshop')
  })
  await paul.getByRole('dialog').getByRole('button', { name: 'Tomasz fragen' }).click()
  await paul.getByText('Du hast Tomasz gefragt').waitFor()
  await screen(paul, 'request-asked-target')
})

tell('What they did they find again by the inbox, where it may still be let be.', async () => {
  await paul.goto('/inbox')
  await paul.getByRole('link', { name: 'Was dir in die Hand gegeben wurde' }).click()
  await paul.getByRole('heading', { name: 'Was du damit getan hast' }).waitFor()
  await screen(paul, 'handed-to-one')
  await paul.getByRole('link', { name: /^Tomasz Wieczorek/ }).click()
  await button(paul, 'Doch auf sich beruhen lassen').waitFor()
  await noor.goto('/introductions/passed')
  await noor.getByRole('link', { name: /Du hast es an Paul weitergegeben/ }).click()
  await noor.getByText('Mehr ist nicht zu tun.').waitFor()
})

tell('Tomasz reads who asks and who introduces, and says yes; Jule’s page turns while she looks.', async () => {
  await jule.goto('/introductions/asked')
  await jule.getByRole('heading', { name: 'Unterwegs' }).waitFor()
  await screen(jule, 'my-requests')
  await tomasz.goto('/')
  await tomasz.getByText('Paul stellt euch vor').waitFor()
  await screen(tomasz, 'home-with-one-who-asked')
  await tomasz.goto('/inbox')
  await tomasz.getByText('Jule möchte dich kennenlernen').waitFor()
  await screen(tomasz, 'inbox-with-one-who-asked')
  await tomasz.getByRole('link', { name: 'Lesen' }).click()
  await tomasz.getByRole('heading', { name: 'Jule Brandt möchte dich kennenlernen' }).waitFor()
  await tomasz.getByText('Jule schreibt:').waitFor()
  await tomasz.getByText('Mach ihr auf, sie meint es ernst.').waitFor()
  await tomasz.getByText('Samstag um elf in der Werkstatt').waitFor()
  await screen(tomasz, 'letter-of-one-who-asked')
  await button(tomasz, 'Ja, ich möchte Jule kennenlernen').click()
  await tomasz.getByRole('heading', { name: 'Du und Jule, ihr kennt euch jetzt' }).waitFor()
  await jule.getByRole('heading', { name: 'Ihr habt euch kennengelernt' }).waitFor()
  await screen(jule, 'my-requests-met')
})

tell('All three are in one conversation, which her words begin.', async () => {
  await jule.getByRole('link', { name: /^Tomasz Wieczorek/ }).click()
  await jule.getByRole('heading', { name: 'Du und Tomasz, ihr kennt euch jetzt' }).waitFor()
  await screen(jule, 'met-for-whoever-asked')
  await jule.getByRole('link', { name: 'Zum Gespräch' }).click()
  await jule.getByText(WORDS).waitFor()
  await jule.getByRole('textbox', { name: 'Allen antworten' }).waitFor()
  await paul.goto('/inbox')
  await paul.getByText('Jule und Tomasz haben beide Ja gesagt.').click()
  await paul.getByRole('heading', { name: 'Jule und Tomasz haben sich kennengelernt' }).waitFor()
  await screen(paul, 'met-for-whoever-asked-the-target')
  await paul.getByRole('link', { name: 'Zum Gespräch' }).click()
  await paul.getByText(WORDS).waitFor()
})

tell('One is taken back, and whoever held it finds it settled.', async () => {
  await as(juleId).post('/api/kith/v1/introduction_requests', { target: graceId, via: noorId, note: 'Sie singt.' })
  await noor.goto('/inbox')
  await noor.getByRole('link', { name: 'Lesen' }).click()
  await noor.getByRole('heading', { name: 'Jule möchte Grace Lindqvist kennenlernen' }).waitFor()
  await jule.goto('/introductions/asked')
  await jule.getByRole('link', { name: /^Grace/ }).click()
  await button(jule, 'Bitte zurückziehen').click()
  await jule.getByText('Zurückgezogen.').waitFor()
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.getByText('Deine Bitte ist unterwegs zu').waitFor()
  await button(jule, 'Bitte zurückziehen').click()
  await jule.getByText('Du hast diese Bitte zurückgenommen.').waitFor()
  await reloadUntilSaid(jule, 'Du hast diese Bitte zurückgenommen.')
  await screen(jule, 'request-taken-back')
  await story.foreseen(/404/, async () => {
    await button(noor, 'Grace fragen').click()
    await noor.getByRole('dialog').getByRole('button', { name: 'Grace fragen' }).click()
    await noor.getByText('Das hat sich erledigt').waitFor()
  })
  await noor.goto(noor.url())
  await screen(noor, 'request-settled')
})

tell('One is let be, which may be taken back, and which nobody learns.', async () => {
  await as(noorId).post('/api/kith/v1/introduction_requests', {
    target: tomaszId,
    via: paulId,
    note: 'Er hat einen Garten hinter der Werkstatt.',
  })
  await paul.goto('/inbox')
  await paul.getByText('Noor möchte Tomasz Wieczorek kennenlernen').waitFor()
  await button(paul, 'Auf sich beruhen lassen').click()
  await paul.getByText('Es ruht. Niemand erfährt davon.').waitFor()
  await paul.getByText('Noor möchte Tomasz Wieczorek kennenlernen').waitFor({ state: 'hidden' })
  await paul.getByRole('button', { name: 'Zurücknehmen' }).click()
  await paul.getByRole('link', { name: 'Lesen' }).click()
  await paul.getByText('Noor schreibt:').waitFor()
  await button(paul, 'Auf sich beruhen lassen').click()
  await paul.getByText('Gerade wartet nichts.').waitFor()
  await paul.goto('/inbox')
  await eventually(async () => (await as(paulId).get('/api/kith/v1/passed_requests')).body[0].deed === 'left')
  await noor.goto('/introductions/asked')
  await noor.getByRole('heading', { name: 'Unterwegs' }).waitFor()
})

tell('After two weeks Noor hears that it did not come about, where she is looking.', async () => {
  await endDueRequests({ ...story.ctx, now: () => Temporal.Now.instant().add({ hours: 24 * 15 }) })
  await noor.getByRole('heading', { name: 'Es ist nicht zustande gekommen' }).waitFor()
  await noor.goto('/inbox')
  await noor.getByText('Tomasz: Es ist nicht zustande gekommen.').waitFor()
  await screen(noor, 'inbox-with-request-ended')
  await noor.getByText('Tomasz: Es ist nicht zustande gekommen.').click()
  await noor.getByText('Du wolltest kennenlernen').waitFor()
})

tell('Who would ask again too soon reads so before a word is written.', async () => {
  await jule.goto('/people')
  await screen(jule, 'people-with-requests')
  await jule.getByRole('link', { name: 'Alle meine Bitten' }).click()
  await jule.getByRole('link', { name: /^Grace/ }).waitFor()
  await screen(jule, 'my-requests-all')
  await jule.goto('/@grace')
  await jule.getByText('Nach diesem Menschen hast du vor Kurzem schon gefragt.').waitFor()
  assert.equal(await jule.getByRole('link', { name: 'Um Vorstellung bitten' }).count(), 0)
  await button(jule, /^Grace folgen/).waitFor()
  await screen(jule, 'person-asked-for-lately')
  await jule.goto(`/introductions/ask/${graceId}`)
  await jule.getByText('Nach diesem Menschen hast du vor Kurzem schon gefragt.').waitFor()
  await jule.getByRole('link', { name: 'Alle meine Bitten' }).waitFor()
  await screen(jule, 'request-not-now')
})

tell('She may ask any friend of hers; where that one was asked enough she reads so, and loses nothing.', async () => {
  for (const one of [paulId, tomaszId, katharinaId]) {
    await as(one).post(`/api/v1/accounts/${emilId}/follow`)
    await as(emilId).post(`/api/v1/accounts/${one}/follow`)
    await as(one).post('/api/kith/v1/introduction_requests', { target: graceId, via: emilId, note: 'Sie singt.' })
  }
  await jule.goto(`/introductions/ask/${paulId}`)
  const words = jule.getByLabel('Warum möchtest du Paul kennenlernen?')
  await words.fill('Er druckt Plakate.')
  await button(jule, 'Jemand anderes').click()
  await jule.getByRole('dialog').getByRole('button', { name: /^Emil/ }).click()
  const choose = async (page: Page) => {
    await page.locator('form .more').click()
    await page.locator('dialog .person', { hasText: 'Emil' }).click()
  }
  await screen(jule, 'request-by-somebody-else', choose)
  await story.foreseen(/422/, async () => {
    await button(jule, 'Emil bitten').click()
    await jule.getByText('Dieser Mensch ist diese Woche schon oft genug gefragt worden.').waitFor()
    assert.equal(await words.inputValue(), 'Er druckt Plakate.')
    await screen(jule, 'request-refused', async (page) => {
      await choose(page)
      await page.locator('form .stick .btn').click()
      await page.getByRole('alert').waitFor()
    })
  })
})

tell('The owner says how much may be asked of people.', async () => {
  await katharina.goto('/settings/place')
  await screen(katharina, 'settings-place-requests')
  await katharina.getByLabel('In einer Woche bei jemandem, höchstens').fill('0')
  await button(katharina, 'Sichern').click()
  await katharina.waitForURL('/settings')
  assert.equal((await story.api.as(katharinaId).get('/api/kith/v1/place')).body.requests_weekly, 0)
  await jule.goto(`/introductions/ask/${paulId}`)
  await jule.getByText('Gerade führt kein Weg hin').waitFor()
  await screen(jule, 'request-no-way')
})

function as(who: string) {
  return story.api.as(who)
}

async function describe(who: string, note: string) {
  await as(who).patch('/api/v1/accounts/update_credentials', { note })
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('button', { name })
}

function wordsOn(page: Page): Promise<string> {
  return page.getByRole('main').innerText()
}
