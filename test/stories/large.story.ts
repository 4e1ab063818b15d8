import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openStory } from '#test/story'

const story = await openStory(35)
const { tell } = story

const katharinaId = await story.person('katharina', 'Katharina Ebeling', 'owner')
const juleId = await story.person('jule', 'Jule Brandt')
for (const [one, other] of [
  [katharinaId, juleId],
  [juleId, katharinaId],
] as const)
  await as(one).post(`/api/v1/accounts/${other}/follow`)
const WHAT = 'Ein Lastenrad fürs Wochenende'
const { id: offerId } = (
  await as(katharinaId).post('/api/kith/v1/offers', { kind: 'offer', what: WHAT, way: 'lend', reach: 'people' })
).body
const { id: thanksId } = (
  await as(katharinaId).post('/api/kith/v1/thanks', { about: 'person', id: juleId, word: 'Für den Sonntag.' })
).body
await as(katharinaId).post('/api/kith/v1/asks', { question: 'Wer schneidet einen Birnbaum?', reach: 'people' })
const { id: statusId } = (await as(katharinaId).post('/api/v1/statuses', { status: 'Der Flieder blüht.' })).body
for (const name of ['noor', 'paul', 'tomasz'])
  await as(await story.person(name, `${name} Musterfrau`)).post(`/api/v1/statuses/${statusId}/favourite`)
const jule = await story.phone(juleId)
const ADDRESS = `https://beispiel.example/${'lang'.repeat(30)}`

tell('With letters twice as large no page scrolls sideways, and nothing of the bar is cut off.', async () => {
  for (const path of [
    '/',
    '/people',
    '/together',
    '/inbox',
    '/offers',
    '/offers/new',
    `/offers/${offerId}`,
    '/asks',
    '/asks/new',
    '/light',
    '/thanks',
    `/thanks/${thanksId}`,
    '/@katharina',
    '/@jule',
    '/circles/new',
    '/settings',
  ]) {
    await jule.goto(path)
    await enlarge(jule)
    assert.equal(await tooWide(jule), 0, `${path} is too wide`)
    assert.deepEqual(await cutOff(jule, '.bar a, .top h1, .stick .btn'), [], path)
  }
})

tell('Nor does the sky, whose buttons all stay in sight.', async () => {
  await jule.goto('/light/sky')
  await enlarge(jule)
  assert.equal(await tooWide(jule), 0)
  assert.deepEqual(await cutOff(jule, '.sky .iconbtn'), [])
})

tell(
  'A name breaks nowhere within while there is room for it, and what there is to do covers less than half.',
  async () => {
    for (const [path, where] of [
      ['/@katharina', '.head h1'],
      ['/thanks', '.row .line b'],
      ['/light', '.chain b'],
    ] as const) {
      await jule.goto(path)
      await enlarge(jule)
      assert.equal(await linesOf(jule, where, 'Katharina'), 1, path)
    }
    await jule.goto(`/thanks/${thanksId}`)
    await enlarge(jule)
    assert.equal(await jule.evaluate("getComputedStyle(document.querySelector('.stick')).position"), 'static')
    await jule.getByRole('link', { name: 'Gib das Licht weiter' }).click()
    await jule.getByRole('heading', { name: 'Gib das Licht weiter' }).waitFor()
  },
)

tell('In a list of one’s own each word has room, and where one is stands in sight.', async () => {
  await story.api
    .as(juleId)
    .post('/api/kith/v1/offers', { kind: 'need', what: 'Donaudampfschiff', way: 'gift', reach: 'place' })
  await jule.goto('/offers?list=taken')
  await enlarge(jule)
  const tabs = (await jule.getByRole('navigation', { name: 'Welche Angebote' }).boundingBox())!
  const current = (await jule.getByRole('link', { name: 'Zugesagt' }).boundingBox())!
  assert.ok(current.x >= tabs.x && current.x + current.width <= tabs.x + tabs.width + 1)
  await jule.goto('/offers?list=mine')
  await enlarge(jule)
  assert.ok((await linesOf(jule, '.row .what', 'Donaudampfschiff')) <= 2)
})

tell('A long address wraps in every field, and what is looked for may be as long as it may be.', async () => {
  await jule.goto('/offers/new')
  for (const name of ['Was?', 'Mehr dazu']) await jule.getByRole('textbox', { name }).fill(ADDRESS)
  assert.equal(await tooWide(jule), 0)
  const what = jule.getByRole('textbox', { name: 'Was?' })
  assert.ok((await what.boundingBox())!.height > 60, 'it grows with its words')
  await what.press('Enter')
  assert.doesNotMatch(await what.inputValue(), /\n/)
  await jule.goto('/asks/new')
  for (const name of ['Was möchtest du wissen?', 'Mehr dazu'])
    await jule.getByRole('textbox', { name }).first().fill(ADDRESS)
  assert.equal(await tooWide(jule), 0)
  await jule.goto(`/offers/${offerId}`)
  await jule.getByRole('textbox', { name: 'Ein Wort an Katharina' }).fill(ADDRESS)
  assert.equal(await tooWide(jule), 0)
  await jule.goto('/')
  await jule.locator('a.say').click()
  await jule.getByRole('dialog').getByRole('textbox').fill(ADDRESS)
  const sheet = "document.querySelector('dialog[open]')"
  assert.equal(await jule.evaluate(`${sheet}.scrollWidth - ${sheet}.clientWidth`), 0)
})

async function enlarge(page: Page) {
  await page.evaluate("document.documentElement.style.fontSize = '200%'")
  await page.waitForTimeout(150)
}

/** By how much one could scroll sideways. */
const tooWide = (page: Page) =>
  page.evaluate<number>('document.scrollingElement.scrollWidth - document.documentElement.clientWidth')

/** Those of which something lies outside of the window, or of their own box. */
const cutOff = (page: Page, selector: string) =>
  page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((one) => one.getBoundingClientRect().width > 1)
    .filter((one) => {
      const { left, right } = one.getBoundingClientRect()
      return left < 0 || right > innerWidth || one.scrollWidth > one.clientWidth + 1
    })
    .map((one) => one.textContent.trim() || one.getAttribute('aria-label'))`)

/** Over how many lines a word goes, where it stands first. */
const linesOf = (page: Page, selector: string, word: string) =>
  page.evaluate<number>(`(() => {
    for (const element of document.querySelectorAll(${JSON.stringify(selector)})) {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (text.nextNode()) {
        const at = text.currentNode.data.indexOf('${word}')
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(text.currentNode, at)
        range.setEnd(text.currentNode, at + ${word.length})
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      }
    }
    return 0
  })()`)

function as(who: string) {
  return story.api.as(who)
}
