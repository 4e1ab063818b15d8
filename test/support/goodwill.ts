/** A village whose people do things for each other and thank for them. */
import assert from 'node:assert/strict'
import { noticesPage } from '#modules/notices'
import { freshVillage, type Name, type Pairs } from '#test/village'

export const KITH = '/api/kith/v1'
export const THANKS = `${KITH}/thanks`

/** Jule – Noor – Paul – Grete – Aylin, each knowing the next; Katharina knows Jule and Tomasz. */
export const IN_A_ROW: Pairs = [
  ['jule', 'noor'],
  ['noor', 'paul'],
  ['paul', 'grete'],
  ['grete', 'aylin'],
  ['katharina', 'jule'],
  ['katharina', 'tomasz'],
]

type Somebody = { username: string } | null
export type Thanks = {
  id: string
  about: string | null
  about_id: string | null
  ask_id: string | null
  what: string | null
  with: Somebody
  from: Somebody
  to: Somebody
  before: Somebody
  after: Somebody
  word: string | null
  part: string | null
  shown: boolean
}
export const called = (account: Somebody) => account?.username ?? null

export async function thankingVillage(pairs: Pairs, settings: Record<string, string> = {}) {
  const town = await freshVillage(pairs, settings)
  const { ctx, as, who } = town
  return {
    ...town,

    /** Jule asks; it is drawn to the first, each gives it to the next, and the last one answers. */
    async askThrough(hands: Name[], wish: object = {}) {
      const wished = { question: 'Wer repariert eine Geige?', reach: 'place', ...wish }
      const asked = await as.jule.post(`${KITH}/asks`, wished)
      assert.equal(asked.status, 201, asked.text)
      const askId = asked.body.id as string
      const nudge = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`
      await ctx.pool.query(nudge, [askId, who[hands[0]!]])
      for (const [i, name] of hands.slice(0, -1).entries()) {
        const text = 'select id from nudges where ask_id = $1 and person_id = $2'
        const mine = (await ctx.pool.query(text, [askId, who[name]])).rows[0].id
        const passed = await as[name].put(`${KITH}/nudges/${mine}`, { deed: 'passed', to: who[hands[i + 1]!] })
        assert.ok(passed.status < 300, passed.text)
      }
      const said = await as[hands.at(-1)!].post(`${KITH}/asks/${askId}/answers`, { text: 'In der Werkstatt am Kanal.' })
      assert.ok(said.status < 300, said.text)
      const answerId = (await as.jule.get(`${KITH}/asks/${askId}/answers`)).body[0].id as string
      return { askId, answerId }
    },

    /** The two meet. */
    async introduce(by: Name, one: Name, other: Name) {
      const made = await as[by].post(`${KITH}/introductions`, { parties: [who[one], who[other]], note: 'Ihr zwei.' })
      assert.equal(made.status, 201, made.text)
      const { id } = made.body as { id: string }
      for (const name of [one, other])
        assert.ok((await as[name].put(`${KITH}/introductions/${id}/answer`, { answer: 'yes' })).status < 300)
      return id
    },

    async thank(name: Name, about: string, id: string, more: object = {}) {
      const said = await as[name].post(THANKS, { about, id, ...more })
      assert.equal(said.status, 200, said.text)
      return said.body as Thanks
    },
    statusOf: async (name: Name, id: string) => (await as[name].get(`${THANKS}/${id}`)).status,
    received: async (name: Name) => (await as[name].get(THANKS)).body as Thanks[],
    /** Who they hear of, in notices of that kind. */
    async told(name: Name, kind: string) {
      const found = await noticesPage(ctx.db, who[name], { types: [kind] }, { limit: 40 })
      return found.map((one) => town.nameOf(one.from_id!))
    },
  }
}
