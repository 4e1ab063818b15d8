import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { mailServer } from '#test/smtp'
import { eventually, openStory } from '#test/story'

const post = await mailServer()
after(() => post.close())
const story = await openStory(13, { SMTP_URL: `${post.url}/?from=kith@lindenau.example` })
const { screen, tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
await as(tomaszId).patch('/api/v1/accounts/update_credentials', {
  note: 'Baut Celli in der alten Gießerei und sucht Leute für Kammermusik.',
})
await as(katharinaId).post(`/api/v1/accounts/${tomaszId}/follow`)
await as(tomaszId).post(`/api/v1/accounts/${katharinaId}/follow`)
await story.ctx.pool.query('delete from notices')
const katharina = await story.phone(katharinaId)
const tomasz = await story.phone(tomaszId)
const margarethe = await story.phone(null, { javaScriptEnabled: false })
/** Opens the same links where pictures can be taken. */
const eyes = await story.phone()

const EMAIL = 'margarethe@post.example'
const NOTE =
  'Margarethe, das ist Tomasz. Tomasz, das ist Margarethe. Du hast ein Cello im Keller, das seit zwanzig Jahren niemand ' +
  'hat, und er hört von weitem, was einem Cello fehlt.'
let yesLink: string
let address: string

tell('Katharina introduces Tomasz to somebody who has only e-mail; nothing is lost on the way.', async () => {
  await katharina.goto('/introductions/new')
  assert.equal(await byMail(katharina).count(), 0, 'the first of the two is one of her people')
  const first = (page: Page) =>
    page
      .getByRole('main')
      .getByRole('button', { name: /^Tomasz/ })
      .click()
  await first(katharina)
  await byMail(katharina).waitFor()
  await screen(katharina, 'introduce-whom', first)
  await byMail(katharina).click()
  await katharina.getByLabel('Wie heißt dieser Mensch?').fill('Margarethe')
  await katharina.getByLabel('E-Mail-Adresse').fill(EMAIL)
  await katharina.getByLabel('Warum sollten sich Tomasz und Margarethe kennen?').fill(NOTE)
  await wordTo(katharina, 'Tomasz', 'Sie spielt besser, als sie sagt.')
  await wordTo(katharina, 'Margarethe', 'Er trinkt den Kaffee schwarz.')
  await katharina.reload()
  await chooseByMail(katharina)
  assert.equal(await katharina.getByLabel('E-Mail-Adresse').inputValue(), EMAIL)
  assert.equal(await katharina.getByLabel('Warum sollten').inputValue(), NOTE)
  await katharina.evaluate('scrollTo(0, 0)')
  await screen(katharina, 'introduce-by-mail', chooseByMail)
  await katharina.getByLabel('E-Mail-Adresse').fill('margarethe@post')
  await refused(async () => {
    await button(katharina, 'Beide fragen').click()
    await katharina.getByText('Das ist keine E-Mail-Adresse.').waitFor()
  })
  await katharina.getByLabel('E-Mail-Adresse').fill(EMAIL)
  await button(katharina, 'Beide fragen').click()
  await katharina.getByText('Du hast beide gefragt').waitFor()
  address = new URL(katharina.url()).pathname
  await screen(katharina, 'asked-by-mail')
})

tell('The mail arrives. Its links are opened by whatever opens links, and answer nothing.', async () => {
  await eventually(async () => post.mails.length === 1)
  const [mail] = post.mails
  assert.equal(mail!.subject, 'Katharina Ebeling möchte dich mit Tomasz Wieczorek bekannt machen')
  yesLink = linkOf(mail!.text!, 'answer=yes')
  for (const end of ['answer=yes', 'answer=no', '/stop']) {
    const answer = await fetch(linkOf(mail!.text!, end), { headers: { 'accept-language': 'en' } })
    const page = await answer.text()
    assert.equal(answer.headers.get('x-robots-tag'), 'noindex, nofollow')
    assert.equal(answer.headers.get('cache-control'), 'private, no-store')
    assert.match(page, /<html lang="de"/, 'in the language of the mail')
    assert.ok(!page.includes('<script nonce'), 'paper')
  }
  const { rows } = await story.ctx.pool.query(
    'select guest_answer, stopped_at from guest_introductions g join guests on guests.id = guest_id',
  )
  assert.deepEqual(rows, [{ guest_answer: null, stopped_at: null }])
})

tell('Tomasz is asked: in his post, among people, in a letter. The address is not his yet.', async () => {
  await tomasz.goto('/')
  await tomasz.getByRole('link', { name: /etwas wartet auf dich/ }).waitFor()
  await tomasz.goto('/people')
  await tomasz.getByText('Katharina möchte dir Margarethe vorstellen').waitFor()
  await screen(tomasz, 'people-asked')
  await tomasz.goto('/inbox')
  await tomasz.getByRole('heading', { name: 'Katharina möchte dir Margarethe vorstellen' }).waitFor()
  await screen(tomasz, 'inbox-asked')
  await tomasz.getByRole('link', { name: 'Lesen' }).click()
  await tomasz.getByText(NOTE).waitFor()
  await tomasz.getByText('Sie spielt besser, als sie sagt.').waitFor()
  assert.ok(!(await tomasz.content()).includes(EMAIL))
  await screen(tomasz, 'letter')
  await button(tomasz, 'Später').click()
  await tomasz.getByText('Es bleibt in deiner Post.').waitFor()
})

tell('Without script, Margarethe reads who it is, and says yes where she can see what happens.', async () => {
  await eyes.goto(yesLink)
  assert.equal(await eyes.evaluate('document.activeElement.value'), 'yes', 'at the fingers')
  await screen(eyes, 'guest-page')
  await eyes.evaluate('scrollTo(0, document.body.scrollHeight)')
  await screen(eyes, 'guest-page-end')
  await margarethe.goto(yesLink)
  await margarethe.getByRole('heading', { name: 'Tomasz Wieczorek' }).waitFor()
  await margarethe.getByText('Er trinkt den Kaffee schwarz.').waitFor()
  assert.equal(await margarethe.getByText('Sie spielt besser').count(), 0)
  await margarethe.getByRole('button', { name: 'Ja, gern' }).click()
  await margarethe.getByText('Du hast Ja gesagt').waitFor()
  await margarethe.getByText('Sagt Tomasz auch Ja').waitFor()
  await eyes.reload()
  await screen(eyes, 'guest-said-yes')
})

tell('She changes her mind and back, and may be written to again; nobody here sees any of it.', async () => {
  await katharina.goto(address)
  const before = await katharina.getByRole('main').innerText()
  await margarethe.locator('summary').click()
  await margarethe.getByRole('button', { name: 'Nein, danke' }).click()
  await margarethe.getByText('Du hast Nein gesagt').waitFor()
  await eyes.reload()
  await eyes.locator('summary').click()
  await screen(eyes, 'guest-changes-her-mind', (page) => page.locator('summary').click())
  await margarethe.locator('summary').click()
  await margarethe.getByRole('switch', { name: /Wir dürfen dir wieder schreiben/ }).check()
  await margarethe.getByRole('button', { name: 'Ja, gern' }).click()
  await margarethe.getByText('Wir dürfen dir wieder schreiben.').waitFor()
  await katharina.reload()
  assert.equal(await katharina.getByRole('main').innerText(), before)
  await katharina.goto('/introductions')
  await katharina.getByText('Tomasz und Margarethe').waitFor()
  await katharina.getByText('Beide sind gefragt').waitFor()
})

tell('Where she goes from there does not learn where she was.', async () => {
  const asked = eyes.waitForRequest(/@tomasz$/)
  await eyes.getByRole('heading', { name: 'Tomasz Wieczorek' }).getByRole('link').click()
  assert.equal((await (await asked).allHeaders()).referer, undefined)
})

tell('Tomasz says yes: they met, he sees the address, and Katharina the flame where she is looking.', async () => {
  await katharina.goto(address)
  await tomasz.goto(address)
  await button(tomasz, 'Ja, ich möchte Margarethe kennenlernen').click()
  await tomasz.getByRole('heading', { name: 'Du und Margarethe, ihr kennt euch jetzt' }).waitFor()
  await tomasz.getByText(EMAIL).waitFor()
  const write = tomasz.getByRole('link', { name: 'Margarethe schreiben' })
  assert.equal(
    await write.getAttribute('href'),
    `mailto:${EMAIL}?subject=${encodeURIComponent('Katharina hat uns bekannt gemacht')}`,
  )
  await screen(tomasz, 'met-by-mail')
  await katharina.getByRole('heading', { name: 'Tomasz und Margarethe haben sich kennengelernt' }).waitFor()
  assert.ok(!(await katharina.content()).includes(EMAIL))
  await screen(katharina, 'met-for-the-introducer')
  await katharina.goto('/inbox')
  await katharina.getByText('Tomasz und Margarethe haben beide Ja gesagt.').waitFor()
  await tomasz.goto('/inbox')
  await tomasz.getByText('Du und Margarethe, ihr habt beide Ja gesagt.').waitFor()
  await margarethe.reload()
  await margarethe.getByText('Du und Tomasz, ihr kennt euch jetzt').waitFor()
  await eyes.goto(yesLink)
  await screen(eyes, 'guest-met')
})

tell('Another guest wants no mail at all, and gets none; that is said to whoever tries.', async () => {
  await as(katharinaId).post('/api/kith/v1/guest_introductions', {
    person: tomaszId,
    guest: { name: 'Ute', email: 'ute@post.example' },
    note: 'Ihr mögt beide Züge.',
    locale: 'de',
  })
  await eventually(async () => post.mails.length === 2)
  const stop = linkOf(post.mails[1]!.text!, '/stop')
  await eyes.goto(stop)
  await screen(eyes, 'guest-stop')
  await margarethe.goto(stop)
  await margarethe.getByRole('button', { name: 'Nie mehr schreiben' }).click()
  await margarethe.getByRole('heading', { name: 'Erledigt' }).waitFor()
  await eyes.reload()
  await screen(eyes, 'guest-stopped')
  await katharina.goto('/introductions/new')
  await chooseByMail(katharina)
  await katharina.getByLabel('Wie heißt dieser Mensch?').fill('Ute')
  await katharina.getByLabel('E-Mail-Adresse').fill('ute@post.example')
  await katharina.getByLabel('Warum sollten').fill('Noch einmal.')
  const again = async (page: Page) => {
    await chooseByMail(page)
    await page.locator('[name=guest-name]').fill('Ute')
    await page.locator('[name=guest-email]').fill('ute@post.example')
    await page.locator('[name=note]').fill('Once more.')
    await page.locator('main [type=submit]').click()
    await page.locator('[aria-invalid=true]').waitFor()
  }
  await refused(async () => {
    await button(katharina, 'Beide fragen').click()
    await katharina.getByText('An diese Adresse schreibt Kith nicht').waitFor()
    assert.equal(await katharina.getByLabel('Warum sollten').inputValue(), 'Noch einmal.')
    await screen(katharina, 'guest-unreachable', again)
  })
})

tell('What is withdrawn says so to the guest; a link that is none leads nowhere.', async () => {
  const { body } = await as(katharinaId).get('/api/kith/v1/guest_introductions')
  await katharina.goto(`/introductions/guest/${body[0].id}`)
  await button(katharina, 'Zurückziehen').click()
  await katharina.getByText('Zurückgezogen.').waitFor()
  await katharina.reload()
  await katharina.getByText('Es ist nicht zustande gekommen.').waitFor()
  await katharina.goto('/introductions')
  await katharina.getByText('Es ist nicht zustande gekommen.').waitFor()
  await screen(katharina, 'introductions-of-both-kinds')
  await eyes.goto(linkOf(post.mails[1]!.text!, 'answer=yes'))
  await screen(eyes, 'guest-ended')
  await eyes.goto('/guest/nichts')
  await eyes.getByRole('heading', { name: 'Diesen Link gibt es nicht' }).waitFor()
  await screen(eyes, 'guest-unknown')
})

function as(who: string) {
  return story.api.as(who)
}

/** The browser says what the server refused. */
function refused(work: () => Promise<void>) {
  return story.foreseen(/status of 422/, work)
}

function button(page: Page, name: string) {
  return page.getByRole('main').getByRole('button', { name })
}

function byMail(page: Page) {
  return page.getByRole('button', { name: /^(Jemand, der nur E-Mail hat|Somebody with only e-mail)/ })
}

async function chooseByMail(page: Page) {
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Tomasz/ })
    .click()
  await byMail(page).click()
  await page.locator('[name=note]').waitFor()
}

async function wordTo(page: Page, name: string, word: string) {
  await page
    .locator('summary')
    .filter({ hasText: `Ein Wort nur an ${name}` })
    .click()
  await page.getByRole('textbox', { name: `Ein Wort nur an ${name}` }).fill(word)
}

/** The link of a mail that ends like this. */
function linkOf(text: string, end: string): string {
  return text.match(/https?:\S+/g)!.find((link) => link.endsWith(end))!
}
