/** The people everybody's tests use. Nobody follows anybody at first. */
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { addPerson } from '#modules/people'
import { befriend } from '#modules/ties'
import type { Client, TestApi } from '#test/api'

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

export type Name = keyof Village

/** Each of them at the API. */
export function clientsOf(api: TestApi, who: Village): Record<Name, Client> {
  return Object.fromEntries(Object.entries(who).map(([name, id]) => [name, api.as(id)])) as Record<Name, Client>
}

/** The same, each with an account from the beginning. */
export async function signedIn(api: TestApi, who: Village): Promise<Record<Name, Client>> {
  const clients = clientsOf(api, who)
  for (const client of Object.values(clients)) await client.token()
  return clients
}

/** The two of each pair follow each other. */
export async function tie(ctx: Context, who: Village, pairs: readonly (readonly [Name, Name])[]): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    for (const [one, other] of pairs) await befriend(tx, who[one], who[other])
  })
}
