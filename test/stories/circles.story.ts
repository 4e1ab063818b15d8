import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(18)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const noorId = await story.person('noor', 'Noor Haddad')
const aylinId = await story.person('aylin', 'Aylin Demir')
for (const id of [tomaszId, noorId, aylinId]) {
  await as(juleId).post(`/api/v1/accounts/${id}/follow`)
  if (id !== noorId) await as(id).post(`/api/v1/accounts/${juleId}/follow`)
}
const jule = await story.phone(juleId)
const tomasz = await story.phone(tomaszId)
const words = jule.getByRole('dialog').getByRole('textbox', { name: 'Was geht dir durch den Kopf?' })
const GREETING = 'Sonntag um drei gibt es Kuchen, im Hof.'

tell('A circle is drawn, and nobody is in it but whom one takes in.', async () => {
  await jule.goto('/people')
  await screen(jule, 'none-yet')
  await jule.getByRole('link', { name: 'Zieh einen Kreis' }).click()
  await jule.getByLabel('Wie heißt der Kreis?').fill('Familie')
  await screen(jule, 'new', (page) => page.getByRole('textbox').first().fill('Family'))
  await button(jule, 'Kreis ziehen').click()
  await jule.getByRole('heading', { name: 'Noch ist niemand darin' }).waitFor()
  await screen(jule, 'empty')
})

tell('Two are taken in.', async () => {
  await jule.getByRole('link', { name: 'Menschen aufnehmen' }).click()
  await jule.getByPlaceholder('Jemanden von deinen Leuten finden').fill('wiecz')
  await button(jule, /^Aufnehmen ?: Tomasz/).click()
  await jule.getByText('Tomasz ist jetzt in „Familie“.').waitFor()
  await button(jule, /^Aufnehmen ?: Noor/).click()
  await button(jule, /^Herausnehmen ?: Noor/).waitFor()
  await jule.getByText('Folgt dir nicht und liest nicht mit.').waitFor()
  await screen(jule, 'edit')
  await jule.goto('/people')
  await jule.getByRole('link', { name: 'Familie' }).waitFor()
  await screen(jule, 'people')
})

tell(
  'What one says to it its members meet at home, live, as anything for followers, and nobody else does.',
  async () => {
    const aylin = await story.phone(aylinId)
    await tomasz.goto('/')
    await aylin.goto('/')
    await jule.getByRole('link', { name: 'Familie' }).click()
    await jule.getByText('Dem Kreis etwas sagen').click()
    await words.fill(GREETING)
    await jule.getByRole('dialog').getByText('Das lesen nur die aus „Familie“, die dir folgen.').waitFor()
    await screen(jule, 'composer', async (page) => {
      await page.locator('a.say').click()
      await page.getByRole('dialog').getByText('Only those in').waitFor()
    })
    await send(jule)
    await jule.getByRole('article').getByText('an: Familie').waitFor()

    await tomasz.getByRole('button', { name: 'Neues von Jule' }).click()
    const met = tomasz.getByRole('article').filter({ hasText: GREETING })
    await met.getByRole('img', { name: 'für alle, die folgen' }).waitFor()
    assert.equal(await met.getByText('Familie').count(), 0)
    await screen(tomasz, 'member')

    await as(juleId).post('/api/v1/statuses', { status: 'Guten Morgen allerseits!' })
    await aylin.getByRole('button', { name: 'Neues von Jule' }).click()
    await aylin.getByText('Guten Morgen allerseits!').waitFor()
    assert.equal(await aylin.getByText(GREETING).count(), 0)
  },
)

tell('A member answers, and it stands in the circle’s feed with what else its members say.', async () => {
  await tomasz.getByRole('article').filter({ hasText: GREETING }).getByRole('link', { name: 'Antworten' }).click()
  await tomasz.getByRole('textbox', { name: 'Jule antworten' }).fill('Ich bringe Sahne mit.')
  await tomasz.getByRole('button', { name: 'Senden' }).click()
  const said = jule.getByRole('article').filter({ hasText: GREETING })
  await said.getByText('Ich bringe Sahne mit.').waitFor()
  const [comment] = (await as(tomaszId).get(`/api/v1/accounts/${tomaszId}/statuses`)).body
  assert.equal(comment.visibility, 'private')
  assert.equal((await as(aylinId).get(`/api/v1/statuses/${comment.id}`)).status, 404)

  await as(tomaszId).post('/api/v1/statuses', { status: 'Der Boden der Viola ist verleimt.' })
  await jule.getByRole('button', { name: 'Neues von Tomasz' }).click()
  await jule.getByText('Der Boden der Viola ist verleimt.').waitFor()
  assert.equal(await jule.getByText('Guten Morgen allerseits!').count(), 0)
  assert.equal(await said.getByRole('button', { name: 'Weitergeben' }).count(), 0)
  await screen(jule, 'feed')
  await jule.reload()
  await jule.getByText('Der Boden der Viola ist verleimt.').waitFor()
  assert.equal(await jule.getByText('Ich bringe Sahne mit.').count(), 1, 'not once more for itself')
})

tell('From anywhere one says something to a circle, and a draft remembers for whom it was.', async () => {
  await jule.goto('/')
  await jule.getByText('Was geht dir durch den Kopf?').click()
  await jule.getByLabel('Wer es lesen darf').selectOption('Familie')
  await words.fill('Und wer hat das Waffeleisen?')
  await jule.reload()
  await jule.getByText('Was geht dir durch den Kopf?').click()
  assert.equal(await jule.getByLabel('Wer es lesen darf').inputValue(), `circle:${await circleId()}`)
  await send(jule)
  const said = jule.getByRole('article').filter({ hasText: 'Waffeleisen' })
  await said.getByText('an: Familie').waitFor()
  await screen(jule, 'home')
  await said.locator('[data-act=open]').click()
  await jule.getByRole('main').getByText('· an: Familie').waitFor()
  await jule.locator('main .top button[aria-haspopup=menu]').click()
  await jule.getByRole('menuitem', { name: 'Ändern' }).click()
  await eventually(async () => (await words.inputValue()) === 'Und wer hat das Waffeleisen?')
  await words.fill('Und wer hat das große Waffeleisen?')
  await jule.getByRole('dialog').getByRole('button', { name: 'Sichern' }).click()
  await jule.getByText('das große Waffeleisen').waitFor()
  await jule.getByRole('main').getByText('· an: Familie').waitFor()
  await screen(jule, 'thread')
})

tell('On somebody’s page one takes them into circles.', async () => {
  await jule.goto('/@aylin')
  await openCircles(jule)
  await screen(jule, 'person-circles', openCircles)
  const tick = jule.getByRole('checkbox', { name: 'Familie' })
  assert.equal(await tick.isChecked(), false)
  await tick.check()
  await eventually(async () => (await members()).includes('aylin'))
  await tick.uncheck()
  await eventually(async () => !(await members()).includes('aylin'))
  await story.offline(jule, async () => {
    await tick.click()
    await jule.getByText('Das ging nicht hinaus.').waitFor()
    assert.equal(await tick.isChecked(), false)
  })
  await jule.getByRole('link', { name: 'Neuer Kreis' }).click()
  assert.equal(await jule.getByRole('checkbox', { name: 'Aylin Demir' }).isChecked(), true)
  await jule.getByLabel('Wie heißt der Kreis?').fill('Yoga am Dienstag, und danach noch in die Küche von Aylin')
  await button(jule, 'Kreis ziehen').click()
  await jule.getByRole('heading', { name: 'Hier ist es noch still' }).waitFor()
  await screen(jule, 'quiet')
})

tell('Whoever is taken out is out at once, and in again when that is taken back.', async () => {
  await jule.goto(`/circles/${await circleId()}/edit`)
  await button(jule, /^Herausnehmen ?: Tomasz/).click()
  await jule.getByText('Tomasz ist nicht mehr in „Familie“.').waitFor()
  await eventually(async () => !(await members()).includes('tomasz'))
  await tomasz.goto('/')
  await tomasz.getByText('Guten Morgen allerseits!').waitFor()
  assert.equal(await tomasz.getByText(GREETING).count(), 0)
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  await button(jule, /^Herausnehmen ?: Tomasz/).waitFor()
  await eventually(async () => (await members()).includes('tomasz'))
})

tell('It gets another name, other comments, and a place beside the home.', async () => {
  await jule.getByLabel('Wie heißt der Kreis?').fill('Hof')
  await button(jule, 'Sichern').click()
  await jule.getByText('Gesichert.').waitFor()
  await jule.getByText('Nur an dich', { exact: true }).click()
  await jule.getByRole('switch', { name: 'Nur hier, nicht zuhause' }).check()
  await eventually(async () => {
    const {
      title,
      replies_policy: comments,
      exclusive,
    } = (await as(juleId).get(`/api/v1/lists/${await circleId()}`)).body
    return title === 'Hof' && comments === 'none' && exclusive
  })
  await jule.goto('/')
  await jule.getByText('Guten Morgen allerseits!').waitFor()
  assert.equal(await jule.getByText('Der Boden der Viola ist verleimt.').count(), 0)
})

tell('Somebody else’s circle is nothing at all.', async () => {
  assert.equal((await tomasz.goto(`/circles/${await circleId()}`))?.status(), 404)
  await tomasz.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
  assert.equal((await tomasz.goto(`/circles/${await circleId()}/edit`))?.status(), 404)
  assert.equal((await tomasz.goto('/circles/einer'))?.status(), 404)
})

tell('Without script a circle can be spoken to as well.', async () => {
  const plain = await story.phone(juleId, { javaScriptEnabled: false })
  await plain.goto(`/circles/${await circleId()}`)
  await plain.getByText('Dem Kreis etwas sagen').click()
  await plain.getByRole('textbox').fill('Die Tür zum Hof ist offen.')
  await plain.getByRole('main').getByRole('button', { name: 'Sagen' }).click()
  await plain.getByText('Die Tür zum Hof ist offen.').waitFor()
  await plain.getByText('· an: Hof').waitFor()
})

tell('Deleted, it leaves what was said to it to whoever said it.', async () => {
  await jule.goto('/')
  await jule.getByText('Was geht dir durch den Kopf?').click()
  await jule.getByLabel('Wer es lesen darf').selectOption('Hof')
  await words.fill('Wer hat den Schlüssel?')
  await jule.goto(`/circles/${await circleId()}/edit`)
  await button(jule, 'Kreis löschen').click()
  await jule.getByRole('dialog').getByText('kannst dann nur noch du lesen').waitFor()
  await screen(jule, 'delete', async (page) => {
    await page.getByRole('main').getByRole('button', { name: 'Delete the circle' }).click()
    await page.getByRole('dialog').waitFor()
  })
  await jule.getByRole('dialog').getByRole('button', { name: 'Kreis löschen' }).click()
  await jule.getByText('„Hof“ ist gelöscht.').waitFor()
  await jule.goto('/@jule')
  await jule.getByText(GREETING).waitFor()
  await tomasz.goto('/@jule')
  await tomasz.getByText('Guten Morgen allerseits!').waitFor()
  assert.equal(await tomasz.getByText(GREETING).count(), 0)
})

tell('A draft for a circle that is no more goes to nobody until one says to whom.', async () => {
  const composer = jule.getByRole('dialog')
  await jule.goto('/')
  await jule.getByText('Was geht dir durch den Kopf?').click()
  await composer.getByText('Den Kreis „Hof“ gibt es nicht mehr. Wer soll es lesen?').waitFor()
  await screen(jule, 'draft-without-circle', async (page) => {
    await page.locator('a.say').click()
    await page.getByRole('alert').waitFor()
  })
  assert.equal(await composer.getByRole('button', { name: 'Sagen' }).isDisabled(), true)
  await jule.getByLabel('Wer es lesen darf').selectOption('Die Genannten')
  assert.equal(await composer.getByRole('button', { name: 'Sagen' }).isDisabled(), false)
})

function as(who: string) {
  return story.api.as(who)
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('button', { name })
}

async function send(page: Page) {
  await page.getByRole('dialog').getByRole('button', { name: 'Sagen' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function openCircles(page: Page) {
  await page.locator('main .top button[aria-haspopup=menu]').click()
  await page.getByRole('menuitem', { name: /Kreise|circles/ }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
}

/** The first that was drawn. */
async function circleId(): Promise<string> {
  return (await as(juleId).get('/api/v1/lists')).body.map(({ id }: { id: string }) => id).toSorted()[0]
}

async function members(): Promise<string[]> {
  const { body } = await as(juleId).get(`/api/v1/lists/${await circleId()}/accounts`)
  return body.map(({ username }: { username: string }) => username)
}
