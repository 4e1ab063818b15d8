import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { eventually, openStory } from '#test/story'

const story = await openStory(3)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const aylinId = await story.person('aylin', 'Aylin Demir')
await story.api.as(tomaszId).post(`/api/v1/accounts/${juleId}/follow`)
const jule = await story.phone(juleId)

tell('One says something with a mention, a hashtag, a link, pictures and a warning, to whom one likes.', async () => {
  await jule.goto('/')
  await openComposer(jule)
  await screen(jule, 'composer-empty', openComposer)

  const words = jule.getByRole('dialog').getByRole('textbox', { name: 'Was geht dir durch den Kopf?' })
  await words.pressSequentially('Am Sonntag gibt es Suppe bei @toma')
  await jule.getByRole('option', { name: 'Tomasz Wieczorek' }).waitFor()
  await screen(jule, 'composer-names', async (page) => {
    await openComposer(page)
    await page.locator('dialog textarea[name=status]').press('End')
    await page.locator('dialog textarea[name=status]').press('s')
    await page.locator('dialog textarea[name=status]').press('Backspace')
    await page.getByRole('option', { name: 'Tomasz Wieczorek' }).waitFor()
  })
  await jule.getByRole('option', { name: 'Tomasz Wieczorek' }).click()
  assert.equal(await words.inputValue(), 'Am Sonntag gibt es Suppe bei @tomasz ')
  await words.pressSequentially('#Suppe https://kochen.example/kuerbis')

  await addPictures(jule, [await picture('#d08030', 'kuerbis.jpg'), await picture('#407050', 'petersilie.jpg')])
  await jule.getByLabel('Was auf dem Bild ist').nth(0).fill('Ein Kürbis auf einem Holztisch')
  await jule.getByLabel('Was auf dem Bild ist').nth(1).fill('Ein Bund Petersilie')
  await jule.getByRole('button', { name: 'Ein Wort der Warnung' }).click()
  await jule.getByRole('textbox', { name: 'Ein Wort der Warnung' }).fill('Essen, viel davon')
  await jule.getByLabel('Wer es lesen darf').selectOption('Alle, die folgen')
  await screen(jule, 'composer-full', openComposer)
  await jule.getByRole('dialog').getByRole('button', { name: 'Sagen' }).click()
  await jule.getByRole('dialog').waitFor({ state: 'hidden' })

  const said = jule.getByRole('article', { name: 'Von Jule Brandt' })
  await said.getByText('Essen, viel davon').click()
  await said.getByRole('link', { name: 'tomasz' }).waitFor()
  await said.getByRole('link', { name: 'Suppe' }).waitFor()
  await said.getByRole('link', { name: 'kochen.example/kuerbis' }).waitFor()
  await screen(jule, 'home-with-warning', (page) => page.locator('summary').click())
})

tell(
  'Its pictures are covered, too, until one wants them, and then looked at large, with what they show.',
  async () => {
    assert.equal(await jule.getByRole('link', { name: 'Ein Kürbis auf einem Holztisch' }).isVisible(), false)
    await jule.locator('.cover').click()
    await jule.getByRole('link', { name: 'Ein Bund Petersilie' }).waitFor()
    await jule.getByRole('link', { name: 'Ein Kürbis auf einem Holztisch' }).click()
    await jule.getByRole('dialog').getByText('Ein Kürbis auf einem Holztisch').waitFor()
    await screen(jule, 'picture', async (page) => {
      await page.locator('summary').click()
      await page.locator('.cover').click()
      await page.getByRole('link', { name: 'Ein Kürbis auf einem Holztisch' }).click()
      await page.getByRole('dialog').getByRole('img').waitFor()
    })
    await jule.getByRole('button', { name: 'Nächstes Bild' }).click()
    await jule.getByRole('dialog').getByText('Ein Bund Petersilie').waitFor()
    await jule.keyboard.press('Escape')
    await jule.getByRole('dialog').waitFor({ state: 'hidden' })
  },
)

tell('Who follows reads it; to anybody else it is not there.', async () => {
  const address = await jule.getByRole('article').locator('[data-act=open]').getAttribute('href')
  const tomasz = await story.phone(tomaszId)
  await tomasz.goto(address!)
  await tomasz.getByText('Essen, viel davon').waitFor()
  const aylin = await story.phone(aylinId)
  assert.equal((await aylin.goto(address!))?.status(), 404)
  await aylin.getByRole('heading', { name: 'Hier ist nichts' }).waitFor()
  await screen(aylin, 'not-there')
})

tell('A file that is no picture is refused, and the draft stays.', async () => {
  await openComposer(jule)
  const words = jule.getByRole('dialog').getByRole('textbox', { name: 'Was geht dir durch den Kopf?' })
  await words.fill('Das Rezept hängt an.')
  await addPictures(jule, [{ name: 'rezept.txt', mimeType: 'text/plain', buffer: Buffer.from('Ein Kürbis, Salz') }])
  await jule.getByText('rezept.txt ist kein Bild. Dein Text ist noch da.').waitFor()
  await story.foreseen(/status of 422/, () =>
    addPictures(jule, [
      { name: 'rezept.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>alert(1)</script>') },
    ]),
  )
  await jule.getByText('Diese Datei ist kein Bild.').waitFor()
  assert.equal(await words.inputValue(), 'Das Rezept hängt an.')
  await jule.reload()
  await openComposer(jule)
  assert.equal(await words.inputValue(), 'Das Rezept hängt an.')
  await addPictures(jule, [await picture('#806040', 'rezept.png')])
  await jule.getByLabel('Was auf dem Bild ist').waitFor()
  await jule.getByRole('dialog').getByRole('button', { name: 'Sagen' }).click()
  await jule.getByRole('article').filter({ hasText: 'Das Rezept hängt an.' }).waitFor()
})

tell('What was said is changed, and how it was before can be seen.', async () => {
  await jule.getByRole('article').filter({ hasText: 'Das Rezept hängt an.' }).locator('[data-act=open]').click()
  await jule.getByRole('heading', { name: 'Gespräch' }).waitFor()
  await openMenu(jule)
  await screen(jule, 'status-menu', openMenu, { closes: true })
  await jule.getByRole('menuitem', { name: 'Ändern' }).click()
  const words = jule.getByRole('dialog').getByRole('textbox', { name: 'Was geht dir durch den Kopf?' })
  await eventually(async () => (await words.inputValue()) === 'Das Rezept hängt an.')
  await words.fill('Das Rezept hängt am Kühlschrank.')
  await jule.getByRole('dialog').getByRole('button', { name: 'Sichern' }).click()
  await jule.getByText('Das Rezept hängt am Kühlschrank.').waitFor()
  await jule.getByRole('link', { name: 'geändert' }).click()
  await jule.getByText('Das Rezept hängt an.').waitFor()
  await jule.getByText('Das Rezept hängt am Kühlschrank.').waitFor()
  await screen(jule, 'history')
})

tell('What was deleted is gone, unless it is taken back at once.', async () => {
  await jule.goBack()
  await openMenu(jule)
  await jule.getByRole('menuitem', { name: 'Löschen' }).click()
  await jule.getByText('Gelöscht.').waitFor()
  await jule.getByRole('button', { name: 'Zurücknehmen' }).click()
  const kept = jule.getByRole('article').filter({ hasText: 'am Kühlschrank' })
  await kept.waitFor()
  await kept.locator('[data-act=open]').click()
  await openMenu(jule)
  await jule.getByRole('menuitem', { name: 'Löschen' }).click()
  await jule.getByText('Gelöscht.').waitFor()
  const { id } = (await story.api.as(juleId).get(`/api/v1/accounts/${juleId}/statuses`)).body[0]
  // Leaving the page at once must not lose it.
  await jule.goto('/together')
  await eventually(async () => (await story.api.as(juleId).get(`/api/v1/statuses/${id}`)).status === 404)
  await jule.goto('/')
  await jule.getByRole('article').first().waitFor()
  assert.equal(await jule.getByText('am Kühlschrank').count(), 0)
})

async function openComposer(page: Page) {
  await page.locator('a.say').click()
  await page.getByRole('dialog').locator('textarea[name=status]').waitFor()
}

async function openMenu(page: Page) {
  await page.locator('main .top button[aria-haspopup=menu]').click()
  await page.getByRole('menu').waitFor()
}

type File = { name: string; mimeType: string; buffer: Buffer }

async function addPictures(page: Page, files: File[]) {
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(files)
}

async function picture(background: string, name: string): Promise<File> {
  const made = sharp({ create: { width: 1200, height: 900, channels: 3, background } })
  const buffer = await (name.endsWith('png') ? made.png() : made.jpeg()).toBuffer()
  return { name, mimeType: name.endsWith('png') ? 'image/png' : 'image/jpeg', buffer }
}
