import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(16)
const { screen, tell } = story

// Katharina knows Jule, Noor, Tomasz and Grete; Grete knows Jule and Tomasz; Jule and Noor know Paul.
const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const noorId = await story.person('noor', 'Noor Haddad')
const greteId = await story.person('grete', 'Grete Lindqvist')
const paulId = await story.person('paul', 'Paul Okonkwo')
const aylinId = await story.person('aylin', 'Aylin Demir')
const ferdinandId = await story.person('ferdinand', 'Ferdinand Voss')
for (const [one, other] of [
  [katharinaId, juleId],
  [katharinaId, tomaszId],
  [katharinaId, noorId],
  [katharinaId, greteId],
  [greteId, juleId],
  [greteId, tomaszId],
  [juleId, paulId],
  [noorId, paulId],
] as const) {
  await as(one).post(`/api/v1/accounts/${other}/follow`)
  await as(other).post(`/api/v1/accounts/${one}/follow`)
}
const katharina = await story.phone(katharinaId)

tell('As long as nothing is to be said, People says so and has a first step.', async () => {
  const ferdinand = await story.phone(ferdinandId)
  await as(ferdinandId).post(`/api/v1/accounts/${aylinId}/follow`)
  await ferdinand.goto('/people')
  await ferdinand.getByText('Uns fällt gerade niemand ein. Dir vielleicht?').waitFor()
  await ferdinand.getByRole('link', { name: 'Zwei Leute bekannt machen' }).waitFor()
  await ferdinand.getByText('Hier steht, wer zu dem passt').waitFor()
  await screen(ferdinand, 'people-without-suggestions')
  await ferdinand.context().close()
})

tell('Katharina sees whom she could introduce to each other, and why.', async () => {
  await as(juleId).patch('/api/kith/v1/me', {
    looks_for: ['Jemanden, der alte Geigen repariert'],
    helps_with: ['Radio über Orgelbau'],
  })
  await as(tomaszId).patch('/api/kith/v1/me', { helps_with: ['Geige reparieren', 'Umzug', 'Orgelbau'] })
  await as(katharinaId).patch('/api/kith/v1/me', { looks_for: ['Jemanden, der beim Umzug trägt'] })
  await as(aylinId).patch('/api/kith/v1/me', { helps_with: ['Umzug, mit Auto'] })
  await katharina.goto('/people')
  const pair = group(katharina, /Jule.*Tomasz|Tomasz.*Jule/)
  await pair.getByText('Grete kennt beide.').waitFor()
  await pair
    .getByText('Jule sucht „Jemanden, der alte Geigen repariert“, Tomasz hilft bei „Geige reparieren“.')
    .waitFor()
  await pair.getByText('Beide beschäftigt: Orgelbau.').waitFor()
  await screen(katharina, 'people-suggested')
})

tell('Where the suggestions cannot be had, that is said, and they come at another try.', async () => {
  const away = '**/api/kith/v1/suggestions/pairs*'
  await katharina.goto('/')
  await katharina.route(away, (route) => route.abort())
  await story.foreseen(/Failed to load resource/, async () => {
    await katharina.getByRole('link', { name: 'Menschen', exact: true }).click()
    await katharina.getByText('Die Vorschläge sind gerade nicht da.').waitFor()
    await katharina.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await katharina.getByText('Der Server antwortet nicht. Nichts ist verloren').waitFor()
  })
  await katharina.unroute(away)
  await katharina.getByRole('button', { name: 'Noch einmal versuchen' }).click()
  await group(katharina, /Jule.*Tomasz|Tomasz.*Jule/).waitFor()
})

tell('What could not be told to the server is not lost: the pair is there again, and it is said.', async () => {
  const pair = group(katharina, /Noor.*Tomasz|Tomasz.*Noor/)
  await story.offline(katharina, async () => {
    await dismiss(pair)
    await pair.waitFor({ state: 'hidden' })
    await katharina.getByText('Das ging nicht hinaus.').waitFor()
    await pair.waitFor()
  })
})

tell('"Not these two" is taken back, and then said for good.', async () => {
  const pair = group(katharina, /Noor.*Tomasz|Tomasz.*Noor/)
  await pair.getByRole('button', { name: 'Nicht diese beiden' }).press('Enter')
  await pair.waitFor({ state: 'hidden' })
  await katharina.getByText('werden dir nicht mehr vorgeschlagen.').waitFor()
  assert.equal(await katharina.evaluate('document.activeElement.tagName'), 'H2', 'with the keys one goes on from here')
  await katharina.getByRole('button', { name: 'Zurücknehmen' }).click()
  await pair.waitFor()
  await katharina.reload()
  await dismiss(pair)
  await pair.waitFor({ state: 'hidden' })
  // Leaving the page at once must not swallow it.
  await katharina.reload()
  await group(katharina, /Jule.*Tomasz|Tomasz.*Jule/).waitFor()
  await eventually(async () => !(await pairs()).some((names) => names === 'noor tomasz'))
  await katharina.reload()
  await group(katharina, /Jule.*Tomasz|Tomasz.*Jule/).waitFor()
  assert.equal(await pair.count(), 0)
})

tell('Others are shown when asked for.', async () => {
  // Three at a time are all there is here, until somebody new comes.
  for (const id of [aylinId, ferdinandId]) {
    await as(katharinaId).post(`/api/v1/accounts/${id}/follow`)
    await as(id).post(`/api/v1/accounts/${katharinaId}/follow`)
  }
  await katharina.reload()
  const before = await groups(katharina)
  await katharina.getByRole('button', { name: 'Andere zeigen' }).first().click()
  const after = await groups(katharina)
  assert.ok(before.length > 0 && after.length > 0 && after.every((one) => !before.includes(one)))
  for (const id of [aylinId, ferdinandId]) {
    await as(katharinaId).post(`/api/v1/accounts/${id}/unfollow`)
    await as(id).post(`/api/v1/accounts/${katharinaId}/unfollow`)
  }
})

tell('A profile says with whom one could make somebody acquainted.', async () => {
  await katharina.goto('/@jule')
  await katharina.getByRole('heading', { name: 'Mit wem könntest du Jule bekannt machen?' }).waitFor()
  await group(katharina, /Tomasz/).waitFor()
  await screen(katharina, 'person-with-pairs', async (page) => {
    await page.locator('.pair').first().scrollIntoViewIfNeeded()
  })
  await katharina.goto('/@paul')
  await katharina.getByRole('heading', { name: 'Paul Okonkwo' }).waitFor()
  assert.equal(await katharina.getByText('Mit wem könntest du').count(), 0)
})

tell('By one tap the two are chosen, the reason stands beside her own words, and both are asked.', async () => {
  await katharina.goto('/people')
  await group(katharina, /Jule.*Tomasz|Tomasz.*Jule/)
    .getByRole('link', { name: 'Vorstellen' })
    .click()
  const words = katharina.getByLabel(/Warum sollten sich .* kennen\?/)
  await katharina.getByText('Grete kennt beide.').waitFor()
  assert.equal(await words.inputValue(), '', 'the words are hers')
  await screen(katharina, 'introduce-suggested')
  await words.fill('Jule, das ist Tomasz. Er hört einer Geige an, was ihr fehlt.')
  await katharina.getByRole('button', { name: 'Beide fragen' }).click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  const { rows } = await story.ctx.pool.query('select suggested_for from introductions')
  assert.deepEqual(rows, [{ suggested_for: ['shared', 'seeks', 'topics'] }])
  await katharina.goto('/people')
  await katharina.getByText('Beide sind gefragt').waitFor()
  assert.equal(await group(katharina, /Jule.*Tomasz|Tomasz.*Jule/).count(), 0)
})

tell('Katharina sees whom she might like to meet, and over whom.', async () => {
  await katharina.goto('/people')
  const paul = group(katharina, 'Paul Okonkwo')
  await paul.getByText(/(Jule und Noor|Noor und Jule) kennen Paul\./).waitFor()
  const aylin = group(katharina, 'Aylin Demir')
  await aylin.getByText('Du suchst „Jemanden, der beim Umzug trägt“, Aylin hilft bei „Umzug, mit Auto“.').waitFor()
  await aylin.getByRole('link', { name: 'Profil ansehen' }).waitFor()
  await paul.scrollIntoViewIfNeeded()
  await screen(katharina, 'people-to-meet', (page) =>
    page.getByRole('group', { name: 'Paul' }).scrollIntoViewIfNeeded(),
  )
  await katharina.goto('/people/find')
  await paul.waitFor()
  await screen(katharina, 'find-with-suggestions')
  await paul.getByRole('link', { name: 'Um Vorstellung bitten' }).click()
  await katharina.getByLabel('Warum möchtest du Paul kennenlernen?').waitFor()
})

tell('Whom she does not want suggested is passed over for good, unless she takes it back.', async () => {
  await katharina.goto('/people/find')
  const aylin = group(katharina, 'Aylin Demir')
  const away = aylin.getByRole('button', { name: 'Nicht vorschlagen' })
  await away.click()
  await katharina.getByRole('button', { name: 'Zurücknehmen' }).click()
  await aylin.waitFor()
  await away.click()
  await aylin.waitFor({ state: 'hidden' })
  await katharina.reload()
  await eventually(async () => !JSON.stringify((await as(katharinaId).get(PEOPLE)).body).includes('"aylin"'))
  await katharina.reload()
  await group(katharina, 'Paul Okonkwo').waitFor()
  assert.equal(await aylin.count(), 0)
})

tell(
  'Whoever follows nobody any more still finds what they proposed, what they asked for, and their circles.',
  async () => {
    await as(katharinaId).post('/api/v1/lists', { title: 'Chor' })
    const wish = { target: paulId, via: noorId, note: 'Ich suche jemanden für die Orgel.' }
    assert.equal((await as(katharinaId).post('/api/kith/v1/introduction_requests', wish)).status, 201)
    for (const id of [juleId, tomaszId, noorId, greteId]) await as(katharinaId).post(`/api/v1/accounts/${id}/unfollow`)
    await katharina.goto('/people')
    const main = katharina.getByRole('main')
    await main.getByText('Beide sind gefragt').waitFor()
    await main
      .getByRole('link', { name: /Paul Okonkwo/ })
      .first()
      .waitFor()
    await main.getByRole('link', { name: /Chor/ }).waitFor()
    await screen(katharina, 'people-without-people')
  },
)

const PEOPLE = '/api/kith/v1/suggestions/people'

function as(who: string) {
  return story.api.as(who)
}

function group(page: Page, name: string | RegExp): Locator {
  return page.getByRole('main').getByRole('group', { name })
}

function groups(page: Page): Promise<string[]> {
  return page.locator('.pair .name').allInnerTexts()
}

async function dismiss(pair: Locator) {
  await pair.getByRole('button', { name: 'Nicht diese beiden' }).click()
}

async function pairs(): Promise<string[]> {
  const { body } = await as(katharinaId).get('/api/kith/v1/suggestions/pairs?limit=20')
  return body.map(({ people }: { people: { username: string }[] }) =>
    people
      .map(({ username }) => username)
      .toSorted()
      .join(' '),
  )
}
