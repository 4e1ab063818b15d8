/** The people everybody's tests use. Nobody follows anybody at first. */
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { addPerson } from '#modules/people'

const NAMES = {
  jule: 'Jule Brandt',
  tomasz: 'Tomasz Wieczorek',
  katharina: 'Katharina Ebeling',
  noor: 'Noor Haddad',
  grete: 'Grete Sommer',
  paul: 'Paul Okonkwo',
  aylin: 'Aylin Demir',
  ferdinand: 'Ferdinand Voss',
} as const

export type Village = Record<keyof typeof NAMES, string>

/** Their ids by first name. */
export async function village(ctx: Context): Promise<Village> {
  const ids: Record<string, string> = {}
  await transaction(ctx.db, async (tx) => {
    for (const [username, displayName] of Object.entries(NAMES))
      ids[username] = await addPerson(tx, { username, displayName })
  })
  return ids as Village
}
