import assert from 'node:assert/strict'
import { eventually, openStory } from '#test/story'

const story = await openStory(31)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const noorId = await story.person('noor', 'Noor Haddad')
const paulId = await story.person('paul', 'Paul Okonkwo')
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)
const paul = await story.phone(paulId)
const OFFERS = '/api/kith/v1/offers'

const as = (who: string) => story.api.as(who)
const stand = async (who: string, words: object) => {
  const wish = { kind: 'offer', way: 'gift', language: 'de', reach: 'place', ...words }
  return (await as(who).post(OFFERS, wish)).body.id as string
}
const menu = (page: typeof jule) => page.locator('main .top button[aria-haspopup=menu]').click()
let id: string

tell('What stands is said anew in the form it was said with, and who looks at it sees that.', async () => {
  id = await stand(juleId, { what: 'Lastenraad', details: 'Steht im Hof.', locality: 'Plagwitz' })
  await as(noorId).put(`${OFFERS}/${id}/taking`, { word: 'Für den Umzug' })
  await noor.goto(`/offers/${id}`)
  await noor.getByText('„Für den Umzug“').waitFor()
  await jule.goto(`/offers/${id}`)
  await menu(jule)
  await jule.getByRole('menuitem', { name: 'Ändern' }).click()
  const what = jule.getByRole('textbox', { name: 'Was?' })
  assert.equal(await what.inputValue(), 'Lastenraad')
  assert.equal(await jule.getByRole('textbox', { name: 'Mehr dazu' }).inputValue(), 'Steht im Hof.')
  await screen(jule, 'form')
  await what.fill('Lastenrad')
  await jule.getByRole('button', { name: 'Sichern' }).click()
  await jule.getByRole('heading', { name: 'Lastenrad', exact: true }).waitFor()
  await screen(jule, 'changed')
  await noor.getByRole('heading', { name: 'Lastenrad', exact: true }).waitFor()
  await noor.getByText('„Für den Umzug“').waitFor()
})

tell('A match that comes while one looks stands there.', async () => {
  await stand(paulId, { kind: 'need', what: 'Ein Lastenrad' })
  await jule.getByText('Paul sucht das').waitFor()
})

tell('A choice is undone before anybody hears of it, or taken back until something was said.', async () => {
  await as(paulId).put(`${OFFERS}/${id}/taking`, {})
  await jule.getByRole('button', { name: 'Noor geben' }).click()
  await jule.getByRole('button', { name: 'Ja, Noor' }).click()
  await jule.getByRole('heading', { name: 'Noor bekommt es' }).waitFor()
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await jule.getByRole('button', { name: 'Noor geben' }).waitFor()
  assert.equal((await as(juleId).get(`${OFFERS}/${id}`)).body.state, 'open')
  await as(juleId).put(`${OFFERS}/${id}/choice`, { person: noorId })
  await jule.getByRole('button', { name: 'Doch jemand anderes' }).waitFor()
  await screen(jule, 'chosen')
  await jule.getByRole('button', { name: 'Doch jemand anderes' }).click()
  await jule.getByRole('button', { name: 'Noor geben' }).waitFor()
  await jule.goto('/offers?list=mine')
  await eventually(async () => (await as(juleId).get(`${OFFERS}/${id}`)).body.state === 'open')
  await noor.goto('/inbox')
  await noor.getByText('Jule hat sich doch anders entschieden. Dein Ja bleibt stehen.').waitFor()
  await screen(noor, 'unchosen')
})

tell('To whom it did not come it says so kindly, with what else there is; who got it settles their need.', async () => {
  await stand(juleId, { what: 'Lastenrad, etwas älter' })
  await as(juleId).put(`${OFFERS}/${id}/choice`, { person: paulId })
  await noor.goto(`/offers/${id}`)
  await noor.getByRole('heading', { name: 'Du hättest es gern gehabt' }).waitFor()
  await noor.getByText('Lastenrad, etwas älter').waitFor()
  await screen(noor, 'elsewhere')
  await paul.goto(`/offers/${id}`)
  await paul.getByRole('button', { name: 'Übergeben' }).click()
  await paul.getByRole('heading', { name: 'Das hast du auch gesucht' }).waitFor()
  await screen(paul, 'met')
  await paul.getByRole('button', { name: 'Hat sich erledigt' }).click()
  await paul.getByRole('heading', { name: 'Das hast du auch gesucht' }).waitFor({ state: 'detached' })
})

tell('It goes without script, and what is over is put anew.', async () => {
  const plain = await story.phone(juleId, { javaScriptEnabled: false })
  const cake = await stand(juleId, { what: 'Kuchenn', way: 'swap', for_what: 'Honig' })
  await plain.goto(`/offers/${cake}/change`)
  await plain.getByRole('textbox', { name: 'Was?' }).fill('Kuchen')
  await plain.getByRole('button', { name: 'Sichern' }).click()
  await plain.getByRole('heading', { name: 'Kuchen', exact: true }).waitFor()
  await plain.getByText('dafür: Honig').waitFor()
  await as(juleId).delete(`${OFFERS}/${cake}`)
  await jule.goto(`/offers/${cake}`)
  await screen(jule, 'over')
  await jule.getByRole('link', { name: 'Neu hinstellen' }).click()
  await jule.getByRole('button', { name: 'Anbieten' }).click()
  await jule.getByText('Es steht. Kith sieht nach, was dazu passt.').waitFor()
  await jule.getByRole('heading', { name: 'Kuchen', exact: true }).waitFor()
  assert.notEqual(new URL(jule.url()).pathname, `/offers/${cake}`)
})
