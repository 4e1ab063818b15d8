import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(32)
const { tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
const noorId = await story.person('noor', 'Noor Haddad')
for (const one of [katharinaId, juleId, noorId])
  for (const other of [katharinaId, juleId, noorId])
    if (one !== other) await as(one).post(`/api/v1/accounts/${other}/follow`)
const jule = await story.phone(juleId)
const katharina = await story.phone(katharinaId)
const DRILL = 'Bohrmaschine mit Steinbohrern'

tell('Whoever says yes by key stands at what took the place of it, and so whoever takes it back.', async () => {
  const id = await offered(katharinaId, { what: DRILL, way: 'lend' })
  await jule.goto(`/offers/${id}`)
  await press(jule, 'Ich hätte es gern')
  await standsAt(jule, 'Du hättest es gern')
  await press(jule, 'Doch nicht')
  await standsAt(jule, 'Ich hätte es gern')
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.goto('/')
  const need = await offered(juleId, { kind: 'need', what: 'Eine Bohrmaschine für ein Regal', way: 'lend' })
  await as(juleId).delete(`/api/kith/v1/offers/${id}/taking`)
  await jule.goto(`/offers/${need}`)
  await jule.getByText('Katharina bietet das').waitFor()
  await press(jule, 'Ich hätte es gern')
  await standsAt(jule, 'Ansehen')
})

tell('Lots are drawn, and not, and somebody chosen: the focus goes along.', async () => {
  const id = await offered(katharinaId, { what: 'Röhrenradio, spielt noch', way: 'gift' })
  for (const who of [juleId, noorId]) await as(who).put(`/api/kith/v1/offers/${id}/taking`, {})
  await katharina.goto(`/offers/${id}`)
  await press(katharina, 'Kith lost aus')
  await katharina.getByRole('dialog').getByRole('button', { name: 'Auslosen lassen' }).press('Enter')
  await katharina.getByText('Gut, Kith lost aus.').waitFor()
  await standsAt(katharina, 'Doch nicht auslosen')
  await press(katharina, 'Doch nicht auslosen')
  // Now she may choose again, which she could not while a lot was promised.
  await standsAt(katharina, 'An Jule geben')
  await press(katharina, 'An Jule geben')
  await katharina.getByRole('dialog').getByRole('button', { name: 'Ja, Jule' }).press('Enter')
  await katharina.getByRole('heading', { name: 'Jule bekommt es' }).waitFor()
  await standsAt(katharina, 'Jule bekommt es')
  // Until the toast has gone nobody was told whom she chose.
  const say = () => as(katharinaId).put(`/api/kith/v1/offers/${id}/saying`, { saying: 'handed' })
  await eventually(async () => (await say()).status < 300)
})

tell('Thanked, one stands at the word that may follow.', async () => {
  await jule.goto('/light')
  await press(jule, 'Danken: Katharina Ebeling')
  await standsAt(jule, 'Ein Wort dazu')
})

tell('What one narrows a list to is where one goes on.', async () => {
  await offered(katharinaId, { what: 'Apfelmus, sechs Gläser', way: 'gift', locality: 'Lindenau' })
  await jule.goto('/offers')
  await jule.locator('summary').press('Enter')
  await jule.getByRole('textbox', { name: 'Ort' }).fill('Lindenau')
  await press(jule, 'Zeigen')
  await standsAt(jule, 'Nur: Lindenau')
})

tell('So it is with a ring, in the inbox and on its page.', async () => {
  await story.ctx.pool.query('delete from offers')
  await offered(juleId, { kind: 'need', what: 'Jemand, der mit Mathe hilft', way: 'time', reach: 'place' })
  await offered(katharinaId, { kind: 'need', what: 'Honig, gern aus der Nähe', way: 'gift', reach: 'place' })
  await offered(juleId, { what: 'Honig vom eigenen Stand', way: 'gift', reach: 'place' })
  await offered(katharinaId, { what: 'Nachhilfe in Mathe', way: 'time', reach: 'place' })
  await eventually(async () => (await as(juleId).get('/api/kith/v1/rings?state=open')).body.length > 0)
  const [{ id }] = (await as(juleId).get('/api/kith/v1/rings?state=open')).body
  await jule.goto('/inbox')
  await press(jule, 'Ja, gern')
  await standsAt(jule, 'Du hast Ja gesagt')
  await katharina.goto(`/offers/rings/${id}`)
  await press(katharina, 'Ja, ich bin dabei')
  await standsAt(katharina, 'Schreibt euch')
})

tell('Keys walk the sky from flame to flame and into the list, and reach nothing beneath it.', async () => {
  await jule.setViewportSize({ width: 1280, height: 800 })
  await jule.goto('/light/sky')
  const reached: string[] = []
  for (let i = 0; i < 8; i++) {
    await jule.keyboard.press('Tab')
    reached.push(await jule.evaluate<string>("document.activeElement.closest('.rail, .bar') ? 'beneath' : 'sky'"))
  }
  assert.ok(!reached.includes('beneath'))
  await jule.keyboard.press('j')
  await jule.getByRole('status').filter({ hasText: 'Du hast Katharina gedankt.' }).waitFor()
  await jule.evaluate('document.activeElement.blur()')
  await jule.keyboard.press('Enter')
  await jule.waitForURL(/\/light#f-\d+$/)
  await jule.setViewportSize({ width: 390, height: 844 })
})

type Wish = { kind?: string; what: string; way: string; locality?: string; reach?: string }

async function offered(whoId: string, wish: Wish): Promise<string> {
  const words = { kind: 'offer', language: 'de', reach: 'people', ...wish }
  return (await as(whoId).post('/api/kith/v1/offers', words)).body.id
}

async function press(page: Page, name: string) {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().press('Enter')
}

/** Where a screen reader goes on. */
async function standsAt(page: Page, words: string) {
  const at = "document.activeElement.matches('body, main') ? '' : document.activeElement.textContent"
  let text = ''
  for (let tries = 0; tries < 30 && !text.includes(words); tries++) {
    await page.waitForTimeout(100)
    text = await page.evaluate<string>(at)
  }
  assert.ok(text.includes(words), `at “${text}” instead of “${words}”`)
}

function as(who: string) {
  return story.api.as(who)
}
