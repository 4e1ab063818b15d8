/** From whom the light came: whoever introduced one of the two to me, before I introduced them to each other. */
import type { Api } from '#lib/api/client.ts'
import type { Account, Introduction } from '#lib/api/entities.ts'
import { myIntroductions } from '#lib/api/introductions.ts'
import { thanksFor, type Thanks } from '#lib/api/thanks.ts'

export type Source = { introductionId: string; by: Account; to: Account; thanked: Thanks[] }

export async function sourceOf(api: Api, introduction: Introduction, me: Account): Promise<Source | null> {
  const pair = introduction.parties.map(({ account }) => account)
  const { items } = await myIntroductions(api).catch(() => ({ items: [] }))
  for (const { id, state, introducer, parties, created_at: at } of items) {
    if (state !== 'met' || introducer.id === me.id || at > introduction.created_at) continue
    const to = pair.find((one) => parties.some(({ account }) => account.id === one.id))
    if (to)
      return { introductionId: id, by: introducer, to, thanked: await thanksFor(api, 'given', 'introduction', [id]) }
  }
  return null
}
