/** Asks among the people of a village, and what they say to them. */
import assert from 'node:assert/strict'
import { freshVillage, type Name, type Pairs } from '#test/village'

export const ASKS = '/api/kith/v1/asks'

export async function askingVillage(pairs: Pairs) {
  const town = await freshVillage(pairs)
  const { ctx, as } = town
  return {
    ...town,
    /** However often they asked today. */
    async ask(name: Name, wish: object = {}) {
      await ctx.pool.query('truncate attempts')
      const made = await as[name].post(ASKS, { question: 'Wer repariert eine Geige?', reach: 'people', ...wish })
      assert.equal(made.status, 201, made.text)
      return made.body
    },
    answer: (name: Name, id: string, text: string, more: object = {}) =>
      as[name].post(`${ASKS}/${id}/answers`, { text, ...more }),
    /** From the first one on. */
    answersTo: async (id: string, name: Name) => (await as[name].get(`${ASKS}/${id}/answers`)).body.toReversed(),
    /** Whom it was drawn to, in that order. */
    async nudged(id: string): Promise<Name[]> {
      const text = 'select person_id as id from nudges where ask_id = $1 order by created_at, id'
      return (await ctx.pool.query(text, [id])).rows.map((row) => town.nameOf(row.id))
    },
  }
}
