/** What happens to a thanks at the same moment, from several sides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block, unblock } from '#modules/ties'
import { KITH, THANKS, thankingVillage } from '#test/goodwill'

const { ctx, who, as, thank } = await thankingVillage([])
const ROUNDS = 8
const statuses = async (...all: Promise<{ status: number }>[]) => (await Promise.all(all)).map(({ status }) => status)

test('thanked by both ways at once it is one thanks, and nothing fails', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await ctx.pool.query('truncate attempts')
    const { body } = await as.jule.post(`${KITH}/asks`, {
      question: `Wer repariert eine Geige? ${round}`,
      reach: 'place',
    })
    await as.grete.post(`${KITH}/asks/${body.id}/answers`, { text: 'In der Werkstatt.' })
    const { id } = (await as.jule.get(`${KITH}/asks/${body.id}/answers`)).body[0]
    const helps = (helped: boolean) => as.jule.put(`${KITH}/answers/${id}/helped`, { helped })
    const thanks = (word?: string) => as.jule.post(THANKS, { about: 'answer', id, word })
    assert.deepEqual(await statuses(helps(true), thanks('Danke!'), thanks()), [200, 200, 200])
    assert.equal((await as.jule.get(`${THANKS}?list=given&of=${id}`)).body.length, 1)
  }
})

test('passed on while it is taken back, it is passed on or missing', async () => {
  const words = { kind: 'offer', what: 'Eine Stunde Vorlesen', way: 'time', reach: 'place' }
  for (let round = 0; round < ROUNDS; round++) {
    await ctx.pool.query('truncate attempts')
    const id = (await thank('noor', 'person', who.jule)).id
    const [passed, back] = await statuses(
      as.jule.post(`${THANKS}/${id}/passing`, words),
      as.noor.delete(`${THANKS}/${id}`),
    )
    assert.ok(passed === 201 || passed === 404, String(passed))
    assert.equal(back, 204)
  }
})

test('given a word while it is taken back, it has one or is missing', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = (await thank('noor', 'person', who.jule)).id
    const again = as.noor.post(THANKS, { about: 'person', id: who.jule, word: 'Danke!' })
    const [said, back] = await statuses(again, as.noor.delete(`${THANKS}/${id}`))
    assert.ok(said === 200 || said === 404, String(said))
    assert.equal(back, 204)
    await ctx.pool.query('delete from thanks')
  }
})

test('said anew and shown while the other shuts them out, it is said before that or missing, and not shown', async () => {
  const { id } = await thank('noor', 'person', who.jule)
  for (let round = 0; round < ROUNDS; round++) {
    const wish = { word: `Danke! ${round}`, shows: true }
    const [[said]] = await Promise.all([
      statuses(as.noor.patch(`${THANKS}/${id}`, wish)),
      block(ctx, who.jule, who.noor),
    ])
    assert.ok(said === 200 || said === 404, String(said))
    const { word, shows } = (await as.noor.get(`${THANKS}/${id}`)).body
    assert.deepEqual(shows, { mine: false, theirs: false })
    assert.equal(word === wish.word, said === 200)
    await unblock(ctx, who.jule, who.noor)
  }
})
