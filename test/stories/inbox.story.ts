import { openStory } from '#test/story'

const story = await openStory(5)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
const tomaszId = await story.person('tomasz', 'Tomasz Wieczorek')
const aylinId = await story.person('aylin', 'Aylin Demir')
const katharinaId = await story.person('katharina', 'Katharina Ebeling')
const noorId = await story.person('noor', 'Noor Haddad')
for (const [who, whom] of [
  [katharinaId, juleId],
  [katharinaId, noorId],
  [juleId, katharinaId],
  [noorId, katharinaId],
] as const)
  await as(who).post(`/api/v1/accounts/${whom}/follow`)
await story.ctx.pool.query('delete from notices')
const said = await say(juleId, 'Der Chor sucht eine zweite Altstimme.')
const jule = await story.phone(juleId)
const inbox = jule.getByRole('main')

tell('An empty inbox says what it is for.', async () => {
  await jule.goto('/inbox')
  await jule.getByRole('heading', { name: 'Noch ist nichts gekommen' }).waitFor()
  await screen(jule, 'inbox-empty')
})

tell(
  'What happens arrives while one looks: a mention, a comment, who is glad, who passes on, who follows.',
  async () => {
    await say(tomaszId, 'Frag doch @jule, die singt im Chor.')
    await inbox.getByText('Tomasz hat dich erwähnt.').waitFor()
    await say(aylinId, '@jule Ich kenne eine!', said)
    await inbox.getByText('Aylin hat dir geantwortet.').waitFor()
    await as(tomaszId).post(`/api/v1/statuses/${said}/favourite`)
    await inbox.getByText('Tomasz freut sich über deine Worte.').waitFor()
    await as(aylinId).post(`/api/v1/statuses/${said}/favourite`)
    await inbox.getByText('Aylin und Tomasz freuen sich über deine Worte.').waitFor()
    await as(aylinId).post(`/api/v1/statuses/${said}/reblog`)
    await inbox.getByText('Aylin hat weitergegeben, was du gesagt hast.').waitFor()
    await as(tomaszId).post(`/api/v1/accounts/${juleId}/follow`)
    await inbox.getByText('Tomasz folgt dir jetzt.').waitFor()
    await screen(jule, 'inbox-what-was')
  },
)

tell('A quiet dot says from anywhere that something waits.', async () => {
  await as(juleId).patch('/api/v1/accounts/update_credentials', { locked: true })
  await jule.goto('/people/find')
  await jule.getByRole('link', { name: 'Post', exact: true }).waitFor()
  await as(aylinId).post(`/api/v1/accounts/${juleId}/follow`)
  await jule.getByRole('link', { name: /etwas wartet auf dich/ }).waitFor()
})

tell('What needs an answer stands first: a request, an introduction, a letter.', async () => {
  await jule.goto('/inbox')
  await inbox.getByRole('heading', { name: 'Aylin Demir möchte dir folgen' }).waitFor()
  await as(katharinaId).post('/api/kith/v1/introductions', {
    parties: [juleId, noorId],
    note: 'Ihr singt beide, und beide sonntags.',
  })
  await inbox.getByRole('heading', { name: 'Katharina möchte dir Noor vorstellen' }).waitFor()
  await as(tomaszId).post('/api/v1/statuses', { status: '@jule Hast du Sonntag Zeit?', visibility: 'direct' })
  await inbox.getByText('Hast du Sonntag Zeit?').waitFor()
  await screen(jule, 'inbox-what-waits')
})

tell('An answer is one tap, and the dot goes when nothing waits any more.', async () => {
  await inbox.getByRole('article').filter({ hasText: 'Aylin Demir möchte dir folgen' }).getByText('Ja, gern').click()
  await inbox.getByText('Aylin folgt dir jetzt').waitFor()
  await inbox.getByRole('article').filter({ hasText: 'Noor vorstellen' }).getByText('Ja, gern').click()
  await inbox.getByText('Du hast Ja gesagt').waitFor()
  // What one answered does not go from under the finger when something else arrives.
  await as(noorId).post(`/api/v1/accounts/${juleId}/follow`)
  await inbox.getByRole('heading', { name: 'Noor Haddad möchte dir folgen' }).waitFor()
  await inbox.getByText('Aylin folgt dir jetzt').waitFor()
  await inbox.getByText('Du hast Ja gesagt').waitFor()
  await inbox.getByRole('article').filter({ hasText: 'Noor Haddad möchte dir folgen' }).getByText('Ja, gern').click()
  await inbox.getByText('Noor folgt dir jetzt').waitFor()
  await jule.goto('/people/followers')
  await jule.getByRole('main').getByRole('link', { name: 'Aylin Demir' }).waitFor()
  await jule.getByRole('link', { name: 'Post', exact: true }).waitFor()
  await screen(jule, 'followers')
})

tell('Who was asked for a follow and said yes is followed from then on.', async () => {
  const aylin = await story.phone(aylinId)
  await aylin.goto('/@jule')
  await aylin.getByText('Du folgst Jule').waitFor()
})

function as(who: string) {
  return story.api.as(who)
}

async function say(who: string, status: string, in_reply_to_id?: string): Promise<string> {
  return (await as(who).post('/api/v1/statuses', { status, in_reply_to_id })).body.id
}
