import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openStory } from '#test/story'

const story = await openStory(1)
const { screen, tell } = story

const owner = { name: 'Katharina Ebeling', username: 'katharina', password: 'apfelkuchen am sonntag' }
const newcomer = { name: 'Jörg Brandt', username: 'joerg', password: 'morgens um sieben' }
let katharina: Page
let joerg: Page
let invite: string

tell('Whoever opens the link of an empty server becomes its owner in three screens.', async () => {
  katharina = await story.phone()
  await katharina.goto(story.beginning!)
  await screen(katharina, 'begin-place')

  await namePlace(katharina)
  await katharina.getByRole('heading', { name: 'Und du?' }).waitFor()
  await screen(katharina, 'begin-you', namePlace)

  await introduceOneself(katharina, owner)
  await katharina.getByLabel('Passwort').fill(owner.password)
  await katharina.getByRole('button', { name: 'Anfangen' }).click()
  await katharina.getByRole('heading', { name: 'Wen bringst du mit?' }).waitFor()
  invite = await katharina.getByLabel('Link', { exact: true }).inputValue()
  assert.ok(await katharina.getByAltText('Einladung als Bild').evaluate((image) => 'naturalWidth' in image))
  await screen(katharina, 'begin-invite')

  await katharina.getByRole('link', { name: 'Weiter' }).click()
  await katharina.getByRole('heading', { name: 'Hallo, Katharina' }).waitFor()
  await screen(katharina, 'hello')
  await katharina.getByRole('link', { name: 'Später' }).click()
  await katharina.getByRole('heading', { name: 'Zuhause' }).waitFor()
  await screen(katharina, 'home-of-the-first')
})

tell('The link works once.', async () => {
  const late = await story.phone()
  await late.goto(story.beginning!)
  await late.getByRole('heading', { name: 'Dieser Link ist schon benutzt' }).waitFor()
  await screen(late, 'begin-used')
})

tell('A name that could mislead is refused kindly, and nothing typed is lost.', async () => {
  joerg = await story.phone()
  await joerg.goto(invite)
  await joerg.getByRole('heading', { name: 'Katharina lädt dich ein' }).waitFor()
  await screen(joerg, 'join-invited')

  await introduceOneself(joerg, newcomer)
  await joerg.getByRole('button', { name: 'Weiter' }).click()
  await joerg.getByLabel('Passwort').fill(newcomer.password)
  await wantToBe(joerg, 'admin')
  await joerg.getByText('Dieser Name könnte andere in die Irre führen. Bitte nimm einen anderen.').waitFor()
  await screen(joerg, 'join-reserved', async (page) => {
    await introduceOneself(page, newcomer)
    await page.locator('button[type=submit]').click()
    await wantToBe(page, 'admin')
    await page.getByRole('alert').waitFor()
  })
  const refused = joerg.waitForResponse((answer) => answer.status() === 422)
  await joerg.getByRole('button', { name: 'Dazusetzen' }).click()
  await refused
  await joerg.getByText('Dieser Name könnte andere in die Irre führen.').waitFor()
  await joerg.getByRole('button', { name: 'Zurück' }).click()
  assert.equal(await joerg.getByLabel('Wie heißt du?').inputValue(), newcomer.name)
  await joerg.getByRole('button', { name: 'Weiter' }).click()
})

tell('Who joins by an invite and the inviter follow each other, and home is not empty.', async () => {
  const said = 'Wer hat Lust, am Samstag das Gartentor zu streichen?'
  const { id: ownerId } = await story.api
    .as(await idOf(owner.username))
    .post('/api/v1/statuses', { status: said })
    .then(({ body }) => body.account)
  await wantToBe(joerg, newcomer.username)
  await joerg.getByLabel('Passwort').fill(newcomer.password)
  await joerg.getByRole('button', { name: 'Dazusetzen' }).click()
  await joerg.getByRole('heading', { name: 'Hallo, Jörg' }).waitFor()
  await joerg.getByLabel('Über dich').fill('Ich wohne über dem Bäcker.')
  await joerg.getByRole('button', { name: 'Fertig' }).click()
  await joerg.getByText(said).waitFor()
  await screen(joerg, 'home-of-a-newcomer')

  await joerg.goto(`/@${owner.username}`)
  await joerg.getByText('Du und Katharina, ihr folgt einander.').waitFor()
  const { body } = await story.api
    .as(await idOf(newcomer.username))
    .get(`/api/v1/accounts/relationships?id[]=${ownerId}`)
  assert.deepEqual([body[0].following, body[0].followed_by], [true, true])
})

tell('An invite that has expired or is used up says so.', async () => {
  const { body: once } = await story.api
    .as(await idOf(owner.username))
    .post('/api/kith/v1/invites', { max_uses: 1, expires_in: 3600 })
  const guest = await story.phone()
  await story.ctx.pool.query('update invites set uses = max_uses where id = $1', [once.id])
  await guest.goto(once.url)
  await guest.getByText('Diese Einladung haben schon so viele genutzt, wie sie durften.').waitFor()
  await screen(guest, 'join-used-up')
  await story.ctx.pool.query(`update invites set expires_at = now() - interval '1 minute' where max_uses > 1`)
  await guest.goto(invite)
  await guest.getByText('Diese Einladung ist abgelaufen. Bitte um eine neue.').waitFor()
  await guest.goto('/join/keine-einladung')
  await guest.getByText('Diese Einladung gibt es nicht.').waitFor()
})

tell('Signed out, the first page says what this place is and shows what is public.', async () => {
  await katharina.goto('/settings/place')
  await screen(katharina, 'settings-place')
  await katharina.getByLabel('Was ist das für ein Ort?').fill('Drei Höfe, eine Werkstatt und alle, die dazugehören.')
  await katharina.getByRole('button', { name: 'Sichern' }).click()
  await katharina.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  await joerg.goto('/settings')
  await screen(joerg, 'settings')
  await joerg.getByRole('button', { name: 'Abmelden' }).click()
  await joerg.getByText('Drei Höfe, eine Werkstatt und alle, die dazugehören.').waitFor()
  await joerg.getByText('Gartentor zu streichen?').waitFor()
  await screen(joerg, 'first-page')
  await joerg.goto('/settings')
  await joerg.waitForURL('**/sign-in?**')
})

tell('Signing in takes a name or an address and the password; a wrong one is told kindly.', async () => {
  await joerg.goto('/sign-in')
  await screen(joerg, 'sign-in')
  await signIn(joerg, newcomer.username, 'geraten geraten')
  await joerg.getByText('Name und Passwort gehören nicht zusammen.').waitFor()
  assert.equal(await joerg.getByLabel('Name oder E-Mail-Adresse').inputValue(), newcomer.username)
  await signIn(joerg, `${newcomer.username}@post.example`, newcomer.password)
  await joerg.getByRole('heading', { name: 'Zuhause' }).waitFor()
})

tell('A changed password counts from then on, and ends what is signed in elsewhere.', async () => {
  const elsewhere = await story.phone(await idOf(newcomer.username))
  await elsewhere.goto('/settings/sessions')
  await screen(elsewhere, 'settings-sessions')
  await joerg.goto('/settings/account')
  await screen(joerg, 'settings-account')
  await joerg.getByText('Dann kann dich niemand auswählen.').click()
  await joerg.waitForURL('**/settings/account?saved=introductions')
  await joerg.getByLabel('Das jetzige Passwort').fill('geraten geraten')
  await joerg.getByLabel('Das neue').fill('kurz')
  await joerg.getByRole('button', { name: 'Passwort ändern' }).click()
  await joerg.getByText('Mindestens 8 Zeichen.').waitFor()
  await joerg.getByLabel('Das neue').fill('abends um sieben')
  await joerg.getByRole('button', { name: 'Passwort ändern' }).click()
  await joerg.getByText('Das ist nicht dein Passwort.').waitFor()
  assert.equal(await joerg.getByLabel('Das neue').inputValue(), 'abends um sieben')
  await joerg.getByLabel('Das jetzige Passwort').fill(newcomer.password)
  await joerg.getByLabel('Das neue').fill('abends um sieben')
  await joerg.getByRole('button', { name: 'Passwort ändern' }).click()
  await joerg.waitForURL('**/settings/account?saved=password')
  await elsewhere.goto('/settings/account')
  await elsewhere.waitForURL('**/sign-in?**')
  await signIn(elsewhere, newcomer.username, 'abends um sieben')
  await elsewhere.getByRole('heading', { name: 'Konto' }).waitFor()
})

async function namePlace(page: Page) {
  await page.locator('[name=place_name]').fill('Kith Lindenau')
  await page.locator('button[type=submit]').click()
}

async function introduceOneself(page: Page, { name, username }: { name: string; username: string }) {
  await page.locator('[name=display_name]').fill(name)
  await page.locator('[name=email]').fill(`${username}@post.example`)
}

async function wantToBe(page: Page, username: string) {
  await page.locator('[name=username]').fill(username)
}

async function signIn(page: Page, login: string, password: string) {
  await page.getByLabel('Name oder E-Mail-Adresse').fill(login)
  await page.getByLabel('Passwort').fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
}

async function idOf(username: string): Promise<string> {
  const { rows } = await story.ctx.pool.query<{ id: string }>('select id from people where username = $1', [username])
  return rows[0]!.id
}
