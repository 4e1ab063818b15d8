import assert from 'node:assert/strict'
import { openStory } from '#test/story'

const story = await openStory(10)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
await story.api.as(juleId).post(`/api/v1/accounts/${tomaszId}/follow`)
const { id } = (await story.api.as(tomaszId).post('/api/v1/statuses', { status: 'Wer ist noch wach?' })).body
const jule = await story.phone(juleId)
const dialog = jule.getByRole('dialog')
const LOST = 'Das ging nicht hinaus. Nichts ist verloren: Versuch es, sobald das Netz wieder da ist.'

tell('Without a line a post fails with a sentence, and its words stay.', async () => {
  await jule.goto('/')
  await jule.locator('a.say').click()
  await dialog.getByRole('textbox').fill('Aus dem Zug, irgendwo hinter Wurzen.')
  await story.offline(jule, async () => {
    await dialog.getByRole('button', { name: 'Sagen' }).click()
    await dialog.getByText(LOST).waitFor()
  })
  assert.equal(await dialog.getByRole('textbox').inputValue(), 'Aus dem Zug, irgendwo hinter Wurzen.')
  await screen(jule, 'composer-again', (page) => page.locator('a.say').click())
})

tell('Back on the line it is sent, once.', async () => {
  await dialog.getByRole('button', { name: 'Sagen' }).click()
  await jule.getByRole('article').filter({ hasText: 'hinter Wurzen' }).waitFor()
  const { body } = await story.api.as(juleId).get(`/api/v1/accounts/${juleId}/statuses`)
  assert.equal(body.length, 1)
})

tell('A comment is kept, too, and what one tapped is taken back.', async () => {
  await jule.goto(`/@tomasz/${id}`)
  const line = jule.getByRole('textbox', { name: 'Tomasz antworten' })
  await line.fill('Ich, aber nicht mehr lange.')
  await story.offline(jule, async () => {
    await jule.getByText('Kein Netz.').waitFor()
    await jule.getByRole('button', { name: 'Senden' }).click()
    await jule.getByText(LOST).waitFor()
    assert.equal(await line.inputValue(), 'Ich, aber nicht mehr lange.')
    await jule.getByRole('button', { name: 'Das freut mich' }).click()
    await jule
      .locator('button[aria-pressed=false]')
      .and(jule.getByRole('button', { name: 'Das freut mich' }))
      .waitFor()
  })
  await jule.getByRole('button', { name: 'Senden' }).click()
  await jule.getByRole('list').getByText('Ich, aber nicht mehr lange.').waitFor()
})

tell('What was said meanwhile is there when the line is back.', async () => {
  await jule.goto('/')
  // Of a socket that is open already Chromium's offline mode takes no notice.
  await story.api.as(tomaszId).post('/api/v1/statuses', { status: 'Gute Nacht.' })
  await jule.getByRole('button', { name: 'Neues von Tomasz' }).waitFor()
})
