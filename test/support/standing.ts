/**
 * How some people stand to each other, said as plainly as can be: they are numbers, and what they are to each other is a set of pairs.
 * What changes it happens here and on the server alike. Property tests hold the real thing against it.
 */
import { setRole, suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block, follow, mute, unfollow, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import type { Client, TestApi } from '#test/api'
import type { TestContext } from '#test/context'

export class Standing {
  /** Each is "a b". */
  follows = new Set<string>()
  blocks = new Set<string>()
  mutes = new Set<string>()
  /** b is in the circle of a. */
  circles = new Set<string>()
  suspended = new Set<number>()
  readonly everybody: number[]

  constructor(people: number) {
    this.everybody = [...Array(people).keys()]
  }

  shut = (a: number, b: number) => this.blocks.has(`${a} ${b}`) || this.blocks.has(`${b} ${a}`)
  tied = (a: number, b: number) => this.follows.has(`${a} ${b}`) && this.follows.has(`${b} ${a}`)
  onTerms = (a: number, b: number) => !this.shut(a, b) && !this.mutes.has(`${a} ${b}`) && !this.mutes.has(`${b} ${a}`)

  /** Whom one does not follow is in no circle of one's own. */
  unfollow(a: number, b: number) {
    this.follows.delete(`${a} ${b}`)
    this.circles.delete(`${a} ${b}`)
  }

  block(a: number, b: number) {
    this.blocks.add(`${a} ${b}`)
    this.unfollow(a, b)
    this.unfollow(b, a)
  }

  /** Something of somebody's that travels as far as they say may come to the viewer. */
  reaches(viewer: number, { by, reach }: { by: number; reach: string }): boolean {
    if (reach === 'place' || reach === 'everybody') return true
    if (reach === 'circles') return this.circles.has(`${by} ${viewer}`)
    if (this.follows.has(`${by} ${viewer}`)) return true
    const friends = this.everybody.filter((one) => this.follows.has(`${by} ${one}`))
    return reach === 'friends' && friends.some((one) => this.follows.has(`${one} ${viewer}`))
  }
}

/** The same people on the server, each with a circle. */
export type Town = { ids: string[]; names: string[]; clients: Client[]; circles: string[] }

let rounds = 0
export async function settle(ctx: TestContext, api: TestApi, people: number): Promise<Town> {
  rounds += 1
  const names = Array.from({ length: people }, (_, i) => `r${rounds}x${i}`)
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (const username of names) made.push(await addPerson(tx, { username, displayName: username }))
    return made
  })
  const clients = ids.map((id) => api.as(id))
  const circles: string[] = []
  for (const client of clients) circles.push((await client.post('/api/v1/lists', { title: 'Runde' })).body.id)
  return { ids, names, clients, circles }
}

export type Change = {
  what: 'tie' | 'follow' | 'unfollow' | 'block' | 'mute' | 'unmute' | 'takeIn'
  a: number
  b: number
}

export async function change(ctx: TestContext, standing: Standing, town: Town, { what, a, b }: Change): Promise<void> {
  const [one, other] = [town.ids[a]!, town.ids[b]!]
  if ((what === 'tie' || what === 'follow') && standing.shut(a, b)) return
  if (what === 'tie') {
    await transaction(ctx.db, (tx) => befriend(tx, one, other))
    standing.follows.add(`${a} ${b}`).add(`${b} ${a}`)
  }
  if (what === 'follow') {
    await follow(ctx, one, other)
    standing.follows.add(`${a} ${b}`)
  }
  if (what === 'unfollow') {
    await unfollow(ctx, one, other)
    standing.unfollow(a, b)
  }
  if (what === 'block') {
    await block(ctx, one, other)
    standing.block(a, b)
  }
  if (what === 'mute') {
    await mute(ctx, one, other)
    standing.mutes.add(`${a} ${b}`)
  }
  if (what === 'unmute') {
    await unmute(ctx, one, other)
    standing.mutes.delete(`${a} ${b}`)
  }
  if (what === 'takeIn') {
    const { status } = await town.clients[a]!.post(`/api/v1/lists/${town.circles[a]}/accounts`, {
      account_ids: [other],
    })
    if (status === 200) standing.circles.add(`${a} ${b}`)
  }
}

/** Somebody beside them who looks after the place. */
export async function moderatorOf(ctx: TestContext, api: TestApi): Promise<Client> {
  const id = await transaction(ctx.db, (tx) => addPerson(tx, { username: 'moderator', displayName: 'moderator' }))
  const client = api.as(id)
  await client.token()
  await setRole(ctx, id, 'moderator')
  return client
}

/** Suspends somebody, or lets them back, who was signed out by it. */
export async function shutOut(ctx: TestContext, api: TestApi, standing: Standing, town: Town, a: number) {
  if (standing.suspended.delete(a)) {
    town.clients[a] = api.as(town.ids[a]!)
    return unsuspend(ctx, town.ids[a]!)
  }
  standing.suspended.add(a)
  await suspend(ctx, town.ids[a]!)
}
