import assert from 'node:assert/strict'
import { openStory } from '#test/story'

const story = await openStory(11)
const { tell } = story

/** Would run if any of it were taken for markup: as an element, out of an attribute, as an address. */
const EVIL = `"><img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script>`
const SHORT = `<svg onload=globalThis.harmed=1>`

const owner = await story.person('jule', 'Jule Brandt', 'owner')
const otherId = await story.person('evil', 'X')
const noorId = await story.person('noor', 'Noor Haddad')
const jule = await story.phone(owner)

tell('Markup in a profile stands there as text.', async () => {
  await as(otherId).patch('/api/v1/accounts/update_credentials', {
    display_name: SHORT,
    note: EVIL,
    fields_attributes: { 0: { name: EVIL, value: EVIL }, 1: { name: 'b', value: 'javascript:globalThis.harmed=1' } },
  })
  await as(otherId).patch('/api/kith/v1/me', { helps_with: [SHORT], looks_for: [SHORT] })
  await as(owner).patch('/api/kith/v1/place', { name: 'Hof', description: EVIL })
  await jule.goto('/@evil')
  await jule.getByRole('heading', { name: SHORT }).waitFor()
  await jule.getByText(EVIL).first().waitFor()
  assert.equal(await jule.locator('a[href^="javascript:"]').count(), 0)
  await unharmed()
  await jule.goto('/people/find?q=svg')
  await jule.getByText(SHORT).first().waitFor()
  await unharmed()
})

tell('Markup in what somebody says stands there as text, and so in names of pictures, warnings and tags.', async () => {
  const { id } = (
    await as(otherId).post('/api/v1/statuses', {
      status: `@jule ${EVIL} #x"onload=1`,
      spoiler_text: EVIL,
      language: 'de',
    })
  ).body
  await as(otherId).post('/api/v1/statuses', { status: EVIL, in_reply_to_id: id })
  await as(otherId).put(`/api/v1/statuses/${id}`, { status: `@jule ${EVIL} noch einmal`, spoiler_text: EVIL })
  for (const path of [`/@evil/${id}`, `/@evil/${id}/history`, '/place', '/inbox', '/search?q=noch']) {
    await jule.goto(path)
    await jule.getByText('<img src=x').first().waitFor({ state: 'attached' })
    await unharmed()
  }
  await jule.goto(`/tags/${encodeURIComponent(SHORT)}`)
  await jule.getByRole('heading', { name: SHORT }).waitFor()
  await unharmed()
})

tell('Markup in an introduction stands there as text.', async () => {
  for (const id of [owner, noorId]) {
    await as(otherId).post(`/api/v1/accounts/${id}/follow`)
    await as(id).post(`/api/v1/accounts/${otherId}/follow`)
  }
  const { body } = await as(otherId).post('/api/kith/v1/introductions', {
    parties: [owner, noorId],
    note: EVIL,
    notes: { [owner]: SHORT },
  })
  await jule.goto(`/introductions/${body.id}`)
  await jule.getByText(EVIL).waitFor()
  await jule.getByText(SHORT, { exact: true }).first().waitFor()
  await unharmed()
  for (const id of [owner, noorId]) await as(id).put(`/api/kith/v1/introductions/${body.id}/answer`, { answer: 'yes' })
  const { conversation_id } = (await as(owner).get(`/api/kith/v1/introductions/${body.id}`)).body
  await jule.goto(`/conversations/${conversation_id}`)
  await jule.getByText(EVIL).waitFor()
  await unharmed()
})

tell('Signed out, the first page shows it as text, too, and an address cannot bring any in.', async () => {
  const guest = await story.phone()
  await guest.goto('/')
  await guest.getByText(EVIL).first().waitFor()
  assert.equal(await guest.evaluate('globalThis.harmed'), undefined)
  await guest.goto(`/sign-in?to=${encodeURIComponent('javascript:globalThis.harmed=1')}`)
  assert.equal(await guest.locator('main [name=to]').inputValue(), '/')
  await guest.goto(`/sign-in?to=${encodeURIComponent('//evil.example')}`)
  assert.equal(await guest.locator('main [name=to]').inputValue(), '/')
})

function as(who: string) {
  return story.api.as(who)
}

async function unharmed() {
  assert.equal(await jule.evaluate('globalThis.harmed'), undefined)
  assert.equal(await jule.locator('img[src=x], svg[onload]').count(), 0)
}
