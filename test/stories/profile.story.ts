import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { openStory } from '#test/story'

const story = await openStory(2)
const { screen, tell } = story

const noorId = await story.person('noor', 'Noor Haddad', 'owner')
const noor = await story.phone(noorId)

tell('A photograph taken with the phone on its side stands upright as portrait and as header.', async () => {
  await noor.goto('/settings/profile')
  await screen(noor, 'settings-profile')
  await choose(noor, 'Bild wählen', await turnedPhotograph())
  await screen(noor, 'settings-crop', async (page) => {
    await page.locator('input[name=avatar]').setInputFiles(await turnedPhotograph())
    await page.getByRole('dialog').waitFor()
  })
  await noor.getByRole('button', { name: 'So nehmen' }).click()
  await noor.getByRole('dialog').waitFor({ state: 'hidden' })
  await choose(noor, 'Titelbild wählen', await turnedPhotograph())
  await noor.getByRole('button', { name: 'So nehmen' }).click()
  await noor.getByRole('dialog').waitFor({ state: 'hidden' })
  await save(noor)

  const { body } = await story.api.as(noorId).get('/api/v1/accounts/verify_credentials')
  for (const address of [body.avatar, body.header]) {
    const picture = await pictureAt(address)
    assert.ok(await isRed(picture, 'top'), `${address} has its head at the top`)
    assert.ok(!(await isRed(picture, 'bottom')), `${address} has its feet at the bottom`)
    const { exif, orientation } = await sharp(picture).metadata()
    assert.deepEqual([exif, orientation ?? 1], [undefined, 1], 'what the camera wrote into it is gone')
  }
})

tell('A profile says who somebody is, what they help with and what they look for.', async () => {
  await noor.goto('/settings/profile')
  await noor.getByLabel('Name', { exact: true }).fill('Noor Haddad')
  await noor.getByLabel('Über dich').fill('Gärtnerin im Hinterhof.\nAm liebsten mit Erde an den Händen.')
  await noor.getByLabel('Wobei ich gern helfe 1').fill('Obstbäume schneiden')
  await noor.getByLabel('Wobei ich gern helfe 2').fill('Arabisch vorlesen')
  await noor.getByLabel('Was ich suche 1').fill('Jemanden mit einem Lastenrad')
  await noor.getByLabel('Name von Link 1').fill('Garten')
  await noor.getByLabel('Adresse von Link 1').fill('https://garten.example/hinterhof')
  await noor.getByLabel('Erst fragen').check()
  await save(noor)

  await noor.goto('/settings/profile')
  assert.equal(await noor.getByLabel('Was ich suche 1').inputValue(), 'Jemanden mit einem Lastenrad')
  assert.equal(await noor.getByLabel('Adresse von Link 1').inputValue(), 'https://garten.example/hinterhof')
  assert.ok(await noor.getByLabel('Erst fragen').isChecked())
  await noor.goto('/@noor')
  await noor.getByText('Obstbäume schneiden').waitFor()
  await screen(noor, 'own-page')
})

tell('Others see the profile, and that somebody asks before being followed.', async () => {
  const jule = await story.phone(await story.person('jule', 'Jule Brandt'))
  await jule.goto('/@noor')
  await jule.getByText('Jemanden mit einem Lastenrad').waitFor()
  await jule.getByRole('link', { name: 'garten.example/hinterhof' }).waitFor()
  await jule.getByRole('img', { name: 'fragt, bevor jemand folgen darf' }).waitFor()
  await screen(jule, 'page-of-somebody')
})

tell('A language is chosen once and holds on every page.', async () => {
  await noor.goto('/settings/account')
  await noor.getByText('English', { exact: true }).click()
  await noor.getByRole('heading', { name: 'Account' }).waitFor()
  await noor.goto('/')
  await noor.getByRole('heading', { name: 'Home' }).waitFor()
  await noor.goto('/settings/account')
  await noor.getByText('Deutsch', { exact: true }).click()
  await noor.getByRole('heading', { name: 'Konto' }).waitFor()
})

tell('What is too long is refused with a sentence, and nothing typed is lost.', async () => {
  await noor.goto('/settings/profile')
  const note = noor.getByLabel('Über dich')
  await note.evaluate((field) => field.removeAttribute('maxlength'))
  const words = 'Ich erzähle gern. '.repeat(40)
  await note.fill(words)
  await noor.getByRole('button', { name: 'Sichern' }).click()
  await noor.getByText('Der Text über dich darf bis zu 500 Zeichen haben.').waitFor()
  assert.equal(await note.inputValue(), words)
})

async function choose(page: Page, label: string, file: Awaited<ReturnType<typeof turnedPhotograph>>) {
  await page.getByLabel(label, { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'So nehmen' }).and(page.locator(':enabled')).waitFor()
}

async function save(page: Page) {
  await page.getByRole('button', { name: 'Sichern' }).click()
  await page.waitForURL('**/@noor')
}

/** Red at the top and blue at the bottom once it is turned as its EXIF says; the pixels lie on their side. */
async function turnedPhotograph() {
  const right = { create: { width: 600, height: 800, channels: 3 as const, background: '#2060c0' } }
  const blue = await sharp(right).png().toBuffer()
  const buffer = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#d03020' } })
    .composite([{ input: blue, left: 600, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Kamera' } } })
    .toBuffer()
  return { name: 'garten.jpg', mimeType: 'image/jpeg', buffer }
}

async function pictureAt(address: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(address)).arrayBuffer())
}

async function isRed(picture: Buffer, where: 'top' | 'bottom'): Promise<boolean> {
  const { width, height } = await sharp(picture).metadata()
  const top = where === 'top' ? 0 : height - 10
  const part = await sharp(picture).extract({ left: 0, top, width, height: 10 }).toBuffer()
  const [red, , blue] = (await sharp(part).stats()).channels
  return red!.mean > blue!.mean
}
