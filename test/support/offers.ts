/** Villages that offer and need things, and close rings of them. */
import assert from 'node:assert/strict'
import { toldOf } from '#test/api'
import { freshVillage, type Name, type Pairs } from '#test/village'

export const OFFERS = '/api/kith/v1/offers'
export const RINGS = '/api/kith/v1/rings'

export async function offeringVillage(pairs: Pairs = []) {
  const town = await freshVillage(pairs)
  const { ctx, as, who } = town

  async function stand(name: Name, words: object = {}) {
    const offer = { kind: 'offer', what: 'Ein Kinderrad', way: 'gift', reach: 'place', ...words }
    const made = await as[name].post(OFFERS, offer)
    assert.equal(made.status, 201, made.text)
    return made.body.id as string
  }
  const wants = (name: Name, id: string, word?: string) => as[name].put(`${OFFERS}/${id}/taking`, { word })
  const chooses = (name: Name, id: string, whom: Name) => as[name].put(`${OFFERS}/${id}/choice`, { person: who[whom] })

  return {
    ...town,
    stand,
    wants,
    chooses,
    /** Whose it is gives it to somebody, who wanted it. */
    async given(name: Name, to: Name, words: object = {}) {
      const id = await stand(name, words)
      for (const said of [await wants(to, id), await chooses(name, id, to)]) assert.equal(said.status, 200, said.text)
      return id
    },
    see: async (name: Name, id: string) => (await as[name].get(`${OFFERS}/${id}`)).body,
    /** From whom, and about what. */
    async told(name: Name, kind: string) {
      const text = 'select from_id, about_id from notices where person_id = $1 and kind = $2 order by id'
      const { rows } = await ctx.pool.query(text, [who[name], kind])
      return rows.map((row) => [town.nameOf(row.from_id), row.about_id])
    },
  }
}

/** One thing for each to give. */
export const THINGS = ['Ein Kinderrad', 'Nachhilfe in Mathe', 'Ein Glas Honig', 'Eine Bohrmaschine'] as const

export async function ringVillage() {
  const town = await offeringVillage()
  const { ctx, api, as, who } = town

  function stand(name: Name, kind: 'offer' | 'need', what: string, more: object = {}) {
    return town.stand(name, { kind, what, way: what.startsWith('Nachhilfe') ? 'time' : 'gift', ...more })
  }
  const ringsOf = async (name: Name) => (await as[name].get(RINGS)).body

  return {
    ...town,
    stand,
    /** Each offers something and needs what the one before gives; what the first gives closes it. */
    async around(names: Name[], more: object = {}) {
      const given = (at: number) => THINGS[(at + names.length) % names.length]!
      const needs = await inTurn(names, (name, at) => stand(name, 'need', given(at - 1), more))
      const backwards = [...names.entries()].toReversed()
      const offers = await inTurn(backwards, ([at, name]) => stand(name, 'offer', given(at), more))
      await ctx.runJobs()
      return { offers: offers.toReversed(), needs }
    },
    ringsOf,
    async ringOf(name: Name) {
      const all = await ringsOf(name)
      assert.equal(all.length, 1, `one ring of ${name}`)
      return all[0]
    },
    say: async (name: Name, id: string, answer: 'yes' | 'no') =>
      (await as[name].put(`${RINGS}/${id}/answer`, { answer })).status,
    /** Of rings: what, and whether from nobody but themselves. */
    async told(name: Name) {
      type Told = { type: string; account: { id: string } }
      const all = await toldOf<Told>(api, as[name], ['ring', 'ring_met'])
      return all.map(({ type, account }) => [type, account.id === who[name]])
    },
  }
}

async function inTurn<From, To>(all: From[], work: (one: From, at: number) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (const [at, one] of all.entries()) done.push(await work(one, at))
  return done
}
