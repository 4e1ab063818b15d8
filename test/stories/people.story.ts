import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory, reloadUntilSaid } from '#test/story'

const story = await openStory(6)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const noorId = await story.person('noor', 'Noor Haddad')
await story.person('aylin', 'Aylin Demir')
await as(noorId).patch('/api/v1/accounts/update_credentials', { locked: true, note: 'Gärtnerin im Hinterhof' })
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)

tell('People are found by their name and by their handle.', async () => {
  await jule.goto('/people')
  await screen(jule, 'people-nobody')
  await jule.getByRole('link', { name: 'Finden', exact: true }).click()
  await find(jule, 'Wiecz')
  await jule.getByRole('link', { name: 'Tomasz Wieczorek' }).waitFor()
  await find(jule, '@noor')
  await jule.getByRole('link', { name: 'Noor Haddad' }).waitFor()
  assert.equal(await jule.getByRole('link', { name: 'Tomasz Wieczorek' }).count(), 0)
  await screen(jule, 'people-find')
  await find(jule, 'Rumpelstilz')
  await jule.getByRole('heading', { name: 'Nichts gefunden' }).waitFor()
})

tell('One follows at a tap; who asks first is asked.', async () => {
  await find(jule, 'tomasz')
  await button(jule, /^Folgen ?: Tomasz/).click()
  await button(jule, /^Du folgst/).waitFor()
  await find(jule, 'noor')
  await button(jule, /^Folgen ?: Noor/).click()
  await button(jule, /^Gefragt/).waitFor()
  await eventually(async () => {
    const [toNoor] = (await as(juleId).get(`/api/v1/accounts/relationships?id[]=${noorId}`)).body
    return toNoor.requested && !toNoor.following
  })
})

tell('A request is accepted, and the other sees it.', async () => {
  await noor.goto('/people')
  await noor.getByRole('heading', { name: 'Möchten dir folgen' }).waitFor()
  await screen(noor, 'people-requests')
  await button(noor, 'Ja, gern').click()
  await noor.getByText('Jule folgt dir jetzt').waitFor()
  // Shown at once, and so before it is.
  await eventually(
    async () => (await as(juleId).get(`/api/v1/accounts/relationships?id[]=${noorId}`)).body[0].following,
  )
  await jule.goto('/people/following')
  await jule.getByRole('main').getByRole('link', { name: 'Noor Haddad' }).waitFor()
  await screen(jule, 'following')
})

tell('A follower can be sent away.', async () => {
  await noor.goto('/@jule')
  await noor.getByText('Jule folgt dir.').waitFor()
  await choose(noor, 'Jule soll mir nicht folgen', 'person-menu')
  await noor.getByText('Jule folgt dir.').waitFor({ state: 'hidden' })
  await jule.goto('/@noor')
  await button(jule, 'Noor folgen').waitFor()
})

tell('Whom one does not want to hear, one does not hear.', async () => {
  await as(tomaszId).post('/api/v1/statuses', { status: 'Tatort, gleich geht es los!' })
  await jule.goto('/')
  await jule.getByText('Tatort, gleich geht es los!').waitFor()
  await jule.goto('/@tomasz')
  await choose(jule, 'Nichts mehr von Tomasz hören')
  await jule.waitForTimeout(500)
  await jule.goto('/')
  await jule.getByRole('main').getByRole('heading').first().waitFor()
  assert.equal(await jule.getByText('Tatort, gleich geht es los!').count(), 0)
  await jule.goto('/@tomasz')
  await jule.getByText('Du hörst nichts von Tomasz.').waitFor()
  await screen(jule, 'muted')
  await choose(jule, 'Wieder von Tomasz hören')
})

tell('Two between whom there is a block do not see each other.', async () => {
  await jule.goto('/@tomasz')
  await choose(jule, 'Tomasz sperren')
  await jule.getByText('Tomasz ist gesperrt. Ihr seht einander nicht.').waitFor()
  await reloadUntilSaid(jule, 'Tomasz ist gesperrt. Ihr seht einander nicht.')
  await screen(jule, 'blocked')
  const tomasz = await story.phone(tomaszId)
  await tomasz.goto('/people/find')
  await find(tomasz, 'jule')
  await tomasz.getByRole('heading', { name: 'Nichts gefunden' }).waitFor()
  await jule.goto('/settings/hushed')
  await jule.getByRole('heading', { name: 'Gesperrt', exact: true }).waitFor()
  await screen(jule, 'hushed')
  await jule.getByRole('button', { name: /^Entsperren/ }).click()
  await jule.getByText('Tomasz Wieczorek').waitFor({ state: 'hidden' })
  await jule.goto('/@tomasz')
  await button(jule, 'Tomasz folgen').waitFor()
})

tell('Words and hashtags are found, too.', async () => {
  await as(tomaszId).post('/api/v1/statuses', { status: 'Wer kommt mit zum Flohmarkt? #Flohmarkt' })
  await jule.goto('/search')
  await screen(jule, 'search')
  await jule.getByRole('searchbox').fill('Flohmarkt')
  await jule.getByText('Wer kommt mit zum').waitFor()
  await jule.getByRole('link', { name: 'flohmarkt', exact: true }).first().waitFor()
  await screen(jule, 'search-found')
})

function as(who: string) {
  return story.api.as(who)
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('button', { name })
}

async function find(page: Page, name: string) {
  await page.getByRole('searchbox').fill(name)
  await page.waitForURL((url) => url.searchParams.get('q') === name)
}

async function choose(page: Page, item: string, photographedAs?: string) {
  const open = (at: Page) => at.locator('main .top button[aria-haspopup=menu]').click()
  await open(page)
  await page.getByRole('menuitem', { name: item }).waitFor()
  if (photographedAs) await screen(page, photographedAs, open, { closes: true })
  await page.getByRole('menuitem', { name: item }).click()
}
