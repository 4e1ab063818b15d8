import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { eventually, openStory } from '#test/story'

const story = await openStory(29)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const ferdinandId = await story.person('ferdinand', 'Ferdinand Ahlers')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const noorId = await story.person('noor', 'Noor Haddad')
const hanhId = await story.person('hanh', 'Hạnh Nguyễn')
const katharinaId = await story.person('katharina', 'Katharina Ebeling')
const all = [juleId, ferdinandId, tomaszId, noorId, hanhId, katharinaId]
for (const one of all)
  for (const other of all) if (one !== other) await as(one).post(`/api/v1/accounts/${other}/follow`)
await story.ctx.pool.query('delete from notices')
const jule = await story.phone(juleId)
const hanh = await story.phone(hanhId)
const WORD = 'Danke, dass du an uns gedacht hast.'

tell('Nothing burns yet, and it says what this is for and how to begin.', async () => {
  await jule.goto('/@jule')
  await jule.getByRole('link', { name: 'Mein Licht' }).click()
  await jule.getByRole('heading', { name: 'Hier wird es hell, wenn Licht weitergeht' }).waitFor()
  assert.equal(await jule.getByRole('link', { name: 'Von weitem ansehen' }).count(), 0)
  await screen(jule, 'empty')
})

tell(
  'One flame lights the next: a chain with names, the word of thanks beneath what it is for, and where it could go on.',
  async () => {
    await introduce(ferdinandId, [juleId, tomaszId], '9 months')
    const second = await introduce(juleId, [noorId, tomaszId], '40 days')
    await as(noorId).post('/api/kith/v1/thanks', { about: 'introduction', id: second, word: WORD })
    await introduce(katharinaId, [juleId, hanhId], '3 days')
    await give(noorId, juleId, 'Ein Fenster, das zieht')
    const bike = { kind: 'offer', what: 'Ein Lastenrad fürs Wochenende', way: 'lend', reach: 'people', language: 'de' }
    const passing = (await as(juleId).get('/api/kith/v1/thanks')).body[0].id
    await as(juleId).post(`/api/kith/v1/thanks/${passing}/passing`, bike)
    await as(hanhId).post('/api/kith/v1/offers', { ...bike, kind: 'need', what: 'Ein Lastenrad für einen Ofen' })
    await story.ctx.runJobs()
    await answerFrom(hanhId)
    await jule.goto('/light')
    const chain = jule.getByRole('list', {
      name: /^Was daraus wurde: Ferdinand hat dir Tomasz vorgestellt\. \(.* \d{4}\)$/,
    })
    await chain.getByRole('link', { name: 'Ferdinand hat dir Tomasz vorgestellt.' }).waitFor()
    const rows = await chain.getByRole('listitem').allTextContents()
    assert.match(
      rows[1]!,
      /Du hast Tomasz und Noor bekannt gemacht\..*„Danke, dass du an uns gedacht hast\.“.*Noor, heute/s,
    )
    assert.match(rows[1]!, /Angezündet von: Ferdinand hat dir Tomasz vorgestellt\./)
    await jule.getByText('Hier kann es weitergehen.').waitFor()
    await jule.getByRole('link', { name: 'Hạnh sucht: „Ein Lastenrad für einen Ofen“' }).waitFor()
    await screen(jule, 'chain')
  },
)

tell('What somebody did is thanked for in one tap, and a word may follow.', async () => {
  const owed = jule.getByRole('listitem').filter({ hasText: 'Noor Haddad' })
  await owed.getByRole('button', { name: 'Danken: Noor Haddad' }).click()
  await owed.getByText('Dein Dank ist bei Noor.').waitFor()
  await screen(jule, 'thanked', async (page) => {
    await page.locator('.part').last().scrollIntoViewIfNeeded()
  })
  await owed.getByRole('button', { name: 'Ein Wort dazu' }).click()
  await jule.getByRole('dialog', { name: 'Ein Wort an Noor' }).waitFor()
  await jule.keyboard.press('Escape')
})

tell('Where nothing is looked for, one goes on with what is offered because of a thanks in that chain.', async () => {
  const noor = await story.phone(noorId)
  await noor.goto('/light')
  const [{ id }] = (await as(noorId).get('/api/kith/v1/thanks?list=received')).body
  const on = noor.getByRole('link', { name: 'Biete etwas an, für wen du magst.' })
  assert.equal(await on.getAttribute('href'), `/offers/new?thanks=${id}`)
  assert.ok((await on.boundingBox())!.height >= 44)
  await screen(noor, 'goes-on')
  await noor.context().close()
})

tell('A flame leads to what it is of, and back leads to where one was.', async () => {
  await jule.goto('/light')
  await jule.getByRole('link', { name: 'Du hast Tomasz und Noor bekannt gemacht.' }).click()
  await jule.waitForURL(/\/introductions\/\d+/)
  await jule.goBack()
  await jule.getByText('Hier kann es weitergehen.').waitFor()
})

tell(
  'From afar it is a sky; a tap comes nearer, the next opens the row; keys, wheel and fingers do as they do elsewhere.',
  async () => {
    await jule.getByRole('link', { name: 'Von weitem ansehen' }).click()
    await jule.getByRole('heading', { name: 'Von weitem' }).waitFor()
    await jule.locator('svg.near').waitFor()
    await jule.getByText('Was eine Flamme anzündete, steht unter ihr.').waitFor()
    await screen(jule, 'sky-few')
    await tabTo(jule, '.stage')
    const said = jule.getByRole('status')
    const first = await said.textContent()
    await jule.keyboard.press('j')
    await eventually(async () => (await said.textContent()) !== first)
    await jule.keyboard.press('?')
    await jule.getByRole('dialog', { name: 'Tasten' }).getByText('zur nächsten Flamme').waitFor()
    await jule.keyboard.press('Escape')
    await jule.getByRole('dialog').waitFor({ state: 'detached' })
    const before = await scaleOf(jule)
    await jule.getByRole('button', { name: 'Näher' }).click()
    assert.ok((await scaleOf(jule)) > before)
    await jule.keyboard.press('0')
    assert.equal(await scaleOf(jule), before)
    await tapFlame(jule, 'Ferdinand')
    await jule.waitForURL(/\/light#f-\d+$/)
    assert.match((await jule.locator('li.sought').textContent())!, /Ferdinand hat dir Tomasz vorgestellt\./)
  },
)

tell('Some hundred flames stay a sky one can go about in.', async () => {
  await many(240)
  await jule.goto('/light/sky')
  await allStars(jule)
  await jule.locator('svg.near').waitFor()
  await screen(jule, 'sky-begins', allStars)
  const whole = async (page: Page) => {
    await allStars(page)
    await page.keyboard.press('0')
  }
  await whole(jule)
  await screen(jule, 'sky-many', whole)
  assert.equal(await jule.locator('svg.near').count(), 0)
  await jule.mouse.move(195, 400)
  const before = await scaleOf(jule)
  await jule.mouse.wheel(0, -600)
  assert.ok((await scaleOf(jule)) > before)
  await jule.keyboard.press('0')
  await pinch(jule)
  assert.ok((await scaleOf(jule)) > before)
  for (let i = 0; i < 8; i++) await jule.keyboard.press('+')
  await jule.locator('svg.near').waitFor()
  await screen(jule, 'sky-near', async (page) => {
    await allStars(page)
    for (let i = 0; i < 9; i++) await page.keyboard.press('+')
  })
  await jule.keyboard.press('Escape')
  await jule.getByRole('heading', { name: 'Mein Licht' }).waitFor()
  const rows = jule.locator('main ol > li')
  const first = await rows.count()
  await jule.getByRole('link', { name: 'Ältere' }).click()
  await eventually(async () => (await rows.count()) > first)
  await story.ctx.pool.query(`delete from offers where what like 'Glas %'`)
})

tell('One may show it: others see what one did and when, and no names but those they know.', async () => {
  await hanh.goto('/@jule')
  assert.equal(await hanh.getByRole('link', { name: 'Licht ansehen' }).count(), 0)
  await jule.goto('/light')
  const openShow = async (page: Page) => {
    await page.locator('main .top button[aria-haspopup=menu]').click()
    await page.getByRole('menuitem').first().click()
    await page.getByRole('switch').waitFor()
  }
  await openShow(jule)
  await screen(jule, 'show', openShow)
  await jule.getByRole('switch', { name: 'Auf meinem Profil zeigen' }).check()
  await jule.getByRole('link', { name: 'So sehen es andere' }).click()
  await jule.getByRole('heading', { name: 'Das Licht von Jule Brandt' }).waitFor()
  await hanh.goto('/@jule')
  await hanh.getByRole('link', { name: 'Licht ansehen' }).click()
  await hanh.getByText('Jule hat Menschen miteinander bekannt gemacht.', { exact: true }).waitFor()
  for (const hidden of ['Noor', 'Tomasz', 'Ferdinand', WORD])
    assert.equal(await hanh.getByText(hidden).count(), 0, hidden)
  await screen(hanh, 'shown')
})

tell('Without script the list reads, and the setting is kept by the form of the profile.', async () => {
  const plain = await story.phone(juleId, { javaScriptEnabled: false })
  await plain.goto('/light')
  await plain.getByRole('link', { name: 'Du hast Tomasz und Noor bekannt gemacht.' }).waitFor()
  await plain.goto('/settings/profile')
  await plain.getByRole('switch', { name: 'Mein Licht auf meinem Profil zeigen' }).uncheck()
  await plain.getByRole('button', { name: 'Sichern' }).click()
  await plain.waitForURL(/@jule$/)
  assert.equal((await as(hanhId).get(`/api/kith/v1/people/${juleId}/light`)).status, 404)
})

async function introduce(by: string, parties: string[], ago: string): Promise<string> {
  const { body } = await as(by).post('/api/kith/v1/introductions', { parties, note: 'Ihr zwei.' })
  for (const party of parties) await as(party).put(`/api/kith/v1/introductions/${body.id}/answer`, { answer: 'yes' })
  await story.ctx.pool.query(`update introductions set met_at = met_at - $2::interval where id = $1`, [body.id, ago])
  return body.id
}

async function give(by: string, to: string, what: string) {
  const wish = { kind: 'offer', what, way: 'gift', reach: 'people', language: 'de' }
  const { id } = (await as(by).post('/api/kith/v1/offers', wish)).body
  await as(to).put(`/api/kith/v1/offers/${id}/taking`, {})
  await as(by).put(`/api/kith/v1/offers/${id}/choice`, { person: to })
  await as(by).put(`/api/kith/v1/offers/${id}/saying`, { saying: 'handed' })
}

async function answerFrom(who: string) {
  const question = 'Wie bekommt man alten Kitt weich, ohne das Glas zu brechen?'
  const { id } = (await as(juleId).post('/api/kith/v1/asks', { question, reach: 'people', language: 'de' })).body
  await as(who).post(`/api/kith/v1/asks/${id}/answers`, { text: 'Mit einem nassen Tuch und Geduld.' })
  const [answer] = (await as(juleId).get(`/api/kith/v1/asks/${id}/answers`)).body
  await as(juleId).put(`/api/kith/v1/answers/${answer.id}/helped`, { helped: true })
}

/** Panes that Jule gave away over the years, some to whom she was introduced. */
async function many(count: number) {
  await story.ctx.pool.query(
    `with o as (insert into offers (person_id, kind, what, way, reach, state, expires_at, created_at)
       select $1, 'offer', 'Glas ' || g, 'gift', 'people', 'given', now(), now() - g * interval '1 hour'
       from generate_series(1, $4::int) g returning id, created_at)
     insert into takers (offer_id, person_id, chosen_at, taker_says, created_at)
     select id, case when extract(hour from created_at)::int % 6 = 0 then $2::bigint else $3::bigint end, created_at, 'handed', created_at from o`,
    [juleId, tomaszId, katharinaId, count],
  )
}

const allStars = (page: Page) => page.locator('g.star').nth(240).waitFor({ state: 'attached' })

async function scaleOf(page: Page): Promise<number> {
  await page.waitForTimeout(50)
  const transform = await page.locator('main svg > g').getAttribute('transform', { timeout: 2000 })
  return Number(/scale\(([\d.]+)\)/.exec(transform!)![1])
}

async function tabTo(page: Page, selector: string) {
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    if (await page.locator(selector).evaluate((one: { matches(of: string): boolean }) => one.matches(':focus'))) return
  }
  throw new Error(`Tab does not come to ${selector}.`)
}

async function tapFlame(page: Page, name: string) {
  const box = (await page.locator('g.star', { hasText: name }).first().locator('.glow').boundingBox())!
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
}

/** Two fingers that part. */
async function pinch(page: Page) {
  const at = (apart: number) => [
    { x: 195, y: 400 - apart, id: 1 },
    { x: 195, y: 400 + apart, id: 2 },
  ]
  const hand = await page.context().newCDPSession(page)
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(40) })
  for (const apart of [70, 110, 160])
    await hand.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(apart) })
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

function as(who: string) {
  return story.api.as(who)
}
