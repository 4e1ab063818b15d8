/** The people everybody's tests use. Nobody follows anybody at first. */
import { after, beforeEach } from 'node:test'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { addPerson } from '#modules/people'
import { befriend } from '#modules/ties'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext } from '#test/context'

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
export const names = Object.keys(NAMES) as Name[]
export type Pairs = readonly (readonly [Name, Name])[]

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
export async function tie(ctx: Context, who: Village, pairs: Pairs): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    for (const [one, other] of pairs) await befriend(tx, who[one], who[other])
  })
}

/** The village for the tests of a file: anew before each of them, in the same `who` and `as`, and everybody has an account. */
export async function freshVillage(pairs: Pairs = [], settings: Record<string, string> = {}) {
  const ctx = await testContext(settings)
  after(() => ctx.close())
  const api = testApi(ctx)
  const who = {} as Village
  const as = {} as Record<Name, Client>
  beforeEach(async () => {
    await ctx.pool.query('truncate people, attempts, guests, mails, rings cascade')
    Object.assign(who, await village(ctx))
    Object.assign(as, await signedIn(api, who))
    await tie(ctx, who, pairs)
  })
  return {
    ctx,
    api,
    who,
    as,
    nameOf: (id: string) => names.find((name) => who[name] === id)!,
    /** Each of them and each other one. */
    tie: (...some: Name[]) =>
      tie(
        ctx,
        who,
        some.flatMap((one, i) => some.slice(0, i).map((other) => [one, other] as const)),
      ),
  }
}
