import assert from 'node:assert/strict'
import { eventually, openStory } from '#test/story'

const story = await openStory(25)
const { screen, tell } = story

const WHO = ['Jule Brandt', 'Noor Haddad', 'Paul Okonkwo', 'Katharina Ebeling'] as const
const ids = await inTurn([...WHO], (name, at) =>
  story.person(name.split(' ')[0]!.toLowerCase(), name, at === 0 ? 'owner' : undefined),
)
const [juleId, noorId, paulId, katharinaId] = ids as [string, string, string, string]
/** What each gives to the next, and how the next says that they need it. */
const BIKE = { what: 'Ein Kinderrad, 20 Zoll', need: 'Ein Kinderrad für meine Tochter', way: 'gift' }
const MATHS = { what: 'Nachhilfe in Mathe bis zur zehnten Klasse', need: 'Jemand, der mit Mathe hilft', way: 'time' }
const HONEY = { what: 'Honig vom eigenen Stand', need: 'Honig, gern aus der Nähe', way: 'gift' }
const DRILL = { what: 'Bohrmaschine mit Steinbohrern', need: 'Eine Bohrmaschine für ein Regal', way: 'lend' }
const jule = await story.phone(juleId)
const noor = await story.phone(noorId)
const katharina = await story.phone(katharinaId)

tell('A ring of three is handed to all at once, in the inbox and under Together.', async () => {
  await around([juleId, noorId, paulId], [BIKE, MATHS, HONEY])
  await jule.goto('/inbox')
  await jule.getByText(`Paul gibt dir: ${HONEY.what}`).waitFor()
  await jule.getByText(`Du gibst Noor: ${BIKE.what}`).waitFor()
  await screen(jule, 'inbox')
  await jule.goto('/together')
  const card = jule.getByRole('region', { name: 'Ein Ring' })
  await card.getByText('Ob du Ja oder Nein sagst, erfährt niemand.').waitFor()
  await screen(jule, 'together')
  await card.getByRole('link', { name: 'Ein Ring' }).click()
  await jule.getByRole('heading', { name: 'Es geht reihum' }).waitFor()
  const steps = jule.getByRole('main').locator('ol > li')
  assert.deepEqual(await steps.allTextContents(), [
    `Du gibst Noor: ${BIKE.what}`,
    'Noor gibt Paul etwas',
    `Paul gibt dir: ${HONEY.what}`,
  ])
  await screen(jule, 'ring')
})

tell('Nobody learns of a yes; with the last one it comes about, and waits for the first word with each.', async () => {
  await jule.getByRole('button', { name: 'Ja, ich bin dabei' }).click()
  await jule.getByText('Du hast Ja gesagt').waitFor()
  await screen(jule, 'waits')
  await noor.goto('/inbox')
  await noor.getByText(`Jule gibt dir: ${BIKE.what}`).waitFor()
  await noor.getByRole('main').getByRole('button', { name: 'Ja, gern' }).click()
  await noor.getByText('Du hast Ja gesagt').waitFor()
  // Whatever else comes to wait meanwhile, what one answered stands until one leaves.
  for (const [one, other] of [
    [juleId, noorId],
    [noorId, juleId],
    [juleId, paulId],
    [paulId, juleId],
  ] as const)
    await as(one).post(`/api/v1/accounts/${other}/follow`)
  const proposal = { parties: [noorId, paulId], note: 'Ihr backt beide.' }
  const { body: proposed } = await as(juleId).post('/api/kith/v1/introductions', proposal)
  await noor.getByText('Ihr backt beide.').waitFor()
  assert.ok(await noor.getByText('Du hast Ja gesagt').isVisible())
  await as(juleId).delete(`/api/kith/v1/introductions/${proposed.id}`)
  await as(paulId).put(`/api/kith/v1/rings/${idOf(jule.url())}/answer`, { answer: 'yes' })
  await jule.getByRole('heading', { name: 'Alle haben Ja gesagt' }).waitFor()
  await screen(jule, 'met')
  await noor.getByText('Mit Paul und Jule geht es reihum.').waitFor()
  await screen(noor, 'inbox-met')
  await noor.getByRole('link', { name: 'Schreibt euch' }).waitFor()
  await jule.getByRole('textbox', { name: 'Ein Wort an alle' }).fill('Passt euch Samstag um drei?')
  await jule.getByRole('button', { name: 'Schreibt euch' }).click()
  await jule.waitForURL(/\/conversations\/\d+$/)
  await jule.getByText('Passt euch Samstag um drei?').waitFor()
  await screen(jule, 'conversation')
  await noor.getByText('Jule: Passt euch Samstag um drei?').waitFor()
  await noor.getByRole('link', { name: 'Schreibt euch' }).waitFor({ state: 'detached' })
  await noor.goto('/offers?list=taken')
  await noor.getByText(BIKE.what).click()
  await noor.getByRole('heading', { name: 'Du bekommst es' }).waitFor()
  await screen(noor, 'offer-of-ring')
  await noor.getByRole('link', { name: 'Zum Gespräch' }).click()
  await noor.getByText('Passt euch Samstag um drei?').waitFor()
  await noor.getByRole('link', { name: 'Wie es dazu kam' }).click()
  await noor.getByRole('heading', { name: 'Alle haben Ja gesagt' }).waitFor()
})

tell(
  'Of four the one across has no name; one who leaves dissolves it for all, and may take that back at once.',
  async () => {
    await around([juleId, noorId, paulId, katharinaId], [DRILL, MATHS, HONEY, BIKE])
    await katharina.goto('/inbox')
    await katharina.getByRole('link', { name: `Paul gibt dir: ${HONEY.what}` }).click()
    await katharina.getByRole('heading', { name: 'Es geht reihum' }).waitFor()
    assert.equal(await katharina.getByRole('main').getByText('Noor').count(), 0)
    await screen(katharina, 'ring-of-four')
    const address = katharina.url()
    await katharina.getByRole('button', { name: 'Lieber nicht' }).click()
    await katharina.getByText('Gut. Niemand erfährt, dass du es warst.').waitFor()
    await katharina.getByText('Gerade wartet nichts.').waitFor()
    await katharina.getByRole('button', { name: 'Zurücknehmen' }).click()
    await katharina.getByRole('heading', { name: 'Es geht reihum' }).waitFor()
    await noor.goto(new URL(address).pathname)
    await noor.getByRole('button', { name: 'Ja, ich bin dabei' }).waitFor()
    await jule.goto('/inbox')
    await jule.getByRole('main').getByRole('button', { name: 'Ja, gern' }).click()
    await jule.getByText('Du hast Ja gesagt').waitFor()
    await story.foreseen(/status of 404/, async () => {
      await as(paulId).put(`/api/kith/v1/rings/${idOf(address)}/answer`, { answer: 'no' })
      for (const page of [katharina, noor]) await page.getByText('Diesmal ging es nicht auf').waitFor()
      await jule.getByText('Du hast Ja gesagt').waitFor({ state: 'detached' })
    })
    await screen(noor, 'ring-gone')
    await noor.goto('/inbox')
    await noor.getByRole('heading', { name: 'Was war' }).waitFor()
    assert.equal(await noor.getByText('Ein Ring', { exact: true }).count(), 0)
  },
)

tell('It goes without script, and two who could swap are a ring as well.', async () => {
  const plain = await story.phone(juleId, { javaScriptEnabled: false })
  // What still stands of the others would close rings of its own.
  await story.ctx.pool.query('delete from offers')
  await around([juleId, katharinaId], [HONEY, MATHS])
  await plain.goto('/inbox')
  await plain.getByRole('link', { name: `Katharina gibt dir: ${MATHS.what}` }).click()
  await plain.getByRole('button', { name: 'Ja, ich bin dabei' }).click()
  await plain.getByText('Du hast Ja gesagt').waitFor()
  await jule.goto(new URL(plain.url()).pathname)
  await jule.getByRole('button', { name: 'Lieber nicht' }).waitFor()
  await screen(jule, 'swap')
  await jule.goto('/offers')
  const id = idOf(plain.url())
  await plain.getByRole('button', { name: 'Lieber nicht' }).click()
  await plain.getByRole('heading', { name: 'Was war' }).waitFor()
  assert.equal((await as(katharinaId).get(`/api/kith/v1/rings/${id}`)).status, 404)
})

type Given = { what: string; need: string; way: string }

/** Each gives to the next; when the first offers theirs, it closes. */
async function around(people: string[], given: Given[]) {
  const before = (at: number) => given[(at + given.length - 1) % given.length]!
  const words = { language: 'de', reach: 'place' }
  const put = (id: string, wish: object) => as(id).post('/api/kith/v1/offers', { ...words, ...wish })
  await inTurn(people, (id, at) => put(id, { kind: 'need', what: before(at).need, way: before(at).way }))
  await inTurn([...people.entries()].toReversed(), ([at, id]) =>
    put(id, { kind: 'offer', what: given[at]!.what, way: given[at]!.way }),
  )
  const closed = ({ way }: { way: unknown[] }) => way.length === people.length
  await eventually(async () => (await as(people[0]!).get('/api/kith/v1/rings?state=open')).body.some(closed))
}

async function inTurn<From, To>(all: From[], work: (one: From, at: number) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (const [at, one] of all.entries()) done.push(await work(one, at))
  return done
}

function as(who: string) {
  return story.api.as(who)
}

function idOf(address: string): string {
  return new URL(address).pathname.split('/').at(-1)!
}
