/**
 * Some people in a row, each knowing the next, through whose hands something goes; and who of them shut whom out or is away, said as
 * plainly as can be, by their ids. Property tests of goodwill hold the real thing against it.
 */
import { suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block, mute, unblock } from '#modules/ties'
import { transaction } from '#platform/db'
import type { Client, TestApi } from '#test/api'
import type { TestContext } from '#test/context'

export class Relations {
  /** Each is "a b". */
  blocks = new Set<string>()
  mutes = new Set<string>()
  suspended = new Set<string>()
  gone = new Set<string>()

  shut = (a: string, b: string) => this.blocks.has(`${a} ${b}`) || this.blocks.has(`${b} ${a}`)
  away = (a: string) => this.suspended.has(a) || this.gone.has(a)
  block(a: string, b: string) {
    this.blocks.add(`${a} ${b}`)
  }
}

/** Their ids in that order, and each of them at the API. */
export type Row = { ids: string[]; clients: Map<string, Client>; as: (id: string) => Client }

let rounds = 0
export async function rowOf(ctx: TestContext, api: TestApi, people: number): Promise<Row> {
  rounds += 1
  await ctx.pool.query('truncate people, attempts cascade')
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < people; i++)
      made.push(await addPerson(tx, { username: `r${rounds}x${i}`, displayName: `P${i}` }))
    for (const [i, id] of made.slice(1).entries()) await befriend(tx, made[i]!, id)
    return made
  })
  const clients = new Map(ids.map((id) => [id, api.as(id)]))
  for (const client of clients.values()) await client.token()
  return { ids, clients, as: (id) => clients.get(id)! }
}

export async function between(ctx: TestContext, relations: Relations, what: string, pair: readonly [string, string]) {
  if (what === 'tie' && !relations.shut(...pair)) await transaction(ctx.db, (tx) => befriend(tx, ...pair))
  if (what === 'mute' && relations.mutes.add(pair.join(' '))) await mute(ctx, ...pair)
  if (what === 'block') {
    relations.block(...pair)
    await block(ctx, ...pair)
  }
  if (what === 'unblock' && relations.blocks.delete(pair.join(' '))) await unblock(ctx, ...pair)
}

export async function leave(ctx: TestContext, relations: Relations, id: string) {
  relations.gone.add(id)
  await ctx.pool.query('delete from people where id = $1', [id])
}

/** Or lets them back, who was signed out by it. */
export async function suspendOrNot(ctx: TestContext, api: TestApi, relations: Relations, row: Row, id: string) {
  if (relations.suspended.delete(id)) {
    row.clients.set(id, api.as(id))
    return unsuspend(ctx, id)
  }
  relations.suspended.add(id)
  await suspend(ctx, id)
}

export const pick = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)]

/** Through so many hands from one to another who is tied to the last of them. */
export function waysFrom(from: string, target: string, hands: number, tied: (one: string) => string[]): string[][] {
  if (hands === 0) return tied(from).includes(target) ? [[]] : []
  return tied(from)
    .filter((next) => next !== target)
    .flatMap((next) =>
      waysFrom(next, target, hands - 1, tied)
        .filter((rest) => !rest.includes(next) && !rest.includes(from))
        .map((rest) => [next, ...rest]),
    )
}
