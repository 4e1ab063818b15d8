import { viewPlace } from '#modules/accounts'
import { acquaintanceOf, suggest } from '#modules/acquaintance'
import { accountsById, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { rareAmong, readFacts, reasonsFor, type Reason } from '../model/reasons.ts'
import { scoreOf, worthOf } from '../model/worth.ts'
import { factsOf, introducersTo, pairKey, strangersAmong, strangersHere, suggestionOutcomes } from './facts.ts'
import { renderReasons, sharedBy, type ReasonEntity } from './reasons.ts'

/** Somebody one might like to meet, who could introduce one to them, and why. */
export type MeetingEntity = { account: Account; by: Account[]; reasons: ReasonEntity[] }

const FROM_GRAPH = 80
const FROM_PLACE = 120

/** Whom one might like to meet: those the graph brings near, and those of the place who seek or offer what one offers or seeks. */
export async function viewMeetings(ctx: Context, personId: string, limit: number): Promise<MeetingEntity[]> {
  const near = await nearby(ctx, personId)
  const here = await strangersHere(ctx, personId, FROM_PLACE)
  const ids = [...new Set([...near.keys(), ...here])]
  const [me, ...others] = await knownInOrder(ctx, [personId, ...ids])
  if (!me) return []
  const worth = worthOf(await suggestionOutcomes(ctx.db))
  const rare = rareAmong(others, (await viewPlace(ctx)).name)
  const ranked = others
    .map((other) => {
      const { place = 0, shared = [] } = near.get(other.id) ?? {}
      const told = reasonsFor(me, other, rare)
      const reasons: Reason[] = shared.length > 0 ? [{ kind: 'shared', ids: shared }, ...told] : told
      return { id: other.id, reasons, score: scoreOf(place, reasons, worth) }
    })
    .sort((a, b) => b.score - a.score || (BigInt(a.id) > BigInt(b.id) ? -1 : 1))
    .slice(0, limit)
  return render(ctx, personId, ranked)
}

type Near = { place: number; shared: string[] }

async function nearby(ctx: Context, personId: string): Promise<Map<string, Near>> {
  const { graph, weights } = await acquaintanceOf(ctx)
  const node = graph.nodes.get(personId)
  if (node === undefined) return new Map()
  const found = suggest(graph, weights, node, { limit: FROM_GRAPH })
  const idOf = (one: number) => graph.ids[one]!
  const allowed = await strangersAmong(
    ctx,
    personId,
    found.map((one) => idOf(one.node)),
  )
  const open = found.filter((one) => allowed.has(idOf(one.node)))
  return new Map(open.map((one, i) => [idOf(one.node), { place: 1 - i / open.length, shared: one.shared.map(idOf) }]))
}

async function knownInOrder(ctx: Context, ids: string[]) {
  const known = new Map((await factsOf(ctx.db, ids, ctx.now())).map((one) => [one.id, readFacts(one)]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

async function render(
  ctx: Context,
  viewerId: string,
  ranked: { id: string; reasons: Reason[] }[],
): Promise<MeetingEntity[]> {
  const ids = ranked.map(({ id }) => id)
  const by = new Map((await introducersTo(ctx.db, viewerId, ids)).map((one) => [one.id, one.by]))
  const shared = await sharedBy(
    ctx,
    viewerId,
    ranked.map(({ id, reasons }) => ({ ids: [viewerId, id] as [string, string], reasons })),
  )
  const everybody = [...ids, ...[...shared.values(), ...by.values()].flat()]
  const accounts = await accountsById(ctx, viewerId, everybody)
  return ranked.flatMap(({ id, reasons }) => {
    const account = accounts.get(id)
    if (!account) return []
    const introducers = (by.get(id) ?? []).flatMap((one) => accounts.get(one) ?? [])
    const between = shared.get(pairKey(viewerId, id)) ?? []
    return { account, by: introducers, reasons: renderReasons(reasons, between, accounts) }
  })
}
