/** A village whose people read what they did for each other. */
import assert from 'node:assert/strict'
import { KITH, thankingVillage } from '#test/goodwill'
import { names, type Name, type Pairs } from '#test/village'

/** Everybody knows everybody but Jule, whom only Noor, Katharina and Tomasz know. */
const ACQUAINTED: Pairs = names
  .flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const))
  .filter(([one, other]) => one !== 'jule' || ['noor', 'katharina', 'tomasz'].includes(other))

type Somebody = { username: string } | null
export type Flame = {
  id: string
  kind: string
  by: Somebody
  for: Somebody
  with: Somebody
  about: string | null
  what: string | null
  word: string | null
  ref: { kind: string; id: string } | null
  at: string | null
  month: string
  mine: boolean
  lit_by: string | null
}

export const said = ({ kind, by, for: whom, with: other }: Flame) =>
  [kind, ...[by, whom, other].map((one) => one?.username ?? '–')].join(' ')

export async function litVillage() {
  const town = await thankingVillage(ACQUAINTED)
  const { as, who } = town

  async function handOver(by: Name, to: Name, id: string) {
    await as[to].put(`${KITH}/offers/${id}/taking`, {})
    assert.equal((await as[by].put(`${KITH}/offers/${id}/choice`, { person: who[to] })).status, 200)
    assert.ok((await as[by].put(`${KITH}/offers/${id}/saying`, { saying: 'handed' })).status < 300)
  }

  return {
    ...town,
    handOver,
    async give(by: Name, to: Name, words: object = {}) {
      const offer = { kind: 'offer', what: 'Ein Kinderrad', way: 'gift', reach: 'place', ...words }
      await handOver(by, to, (await as[by].post(`${KITH}/offers`, offer)).body.id)
    },
    /** The last answer helps. */
    async askThrough(hands: Name[], wish: object = {}) {
      const asked = await town.askThrough(hands, wish)
      assert.ok((await as.jule.put(`${KITH}/answers/${asked.answerId}/helped`, { helped: true })).status < 300)
      return asked
    },
    lightOf: async (name: Name, query = '') => (await as[name].get(`${KITH}/light${query}`)).body as Flame[],
    show: (name: Name) => as[name].patch(`${KITH}/me`, { shows_light: true }),
  }
}
