import type { Account } from '#modules/people'
import type { Context } from '#platform/context'
import type { Reason } from '../model/reasons.ts'
import { knowingBoth, pairKey } from './facts.ts'

/** Why, in a form that can be read out: people by their accounts. */
export type ReasonEntity =
  | { kind: 'shared'; people: Account[] }
  | { kind: 'seeks'; seeker: string; wish: string; asked: boolean; offer: string }
  | { kind: 'topics'; words: string[] }
  | { kind: 'place'; place: string }
  | { kind: 'language'; language: string }

const MOST_SHARED = 3
/** Of those near both in the graph so many are asked for, whether they know both. */
const MOST_LOOKED_UP = 24

/** For each two, by their key: who may be said to know both. The graph only says that one of them follows the other. */
export async function sharedBy(
  { db }: Context,
  viewerId: string,
  ranked: { ids: [string, string]; reasons: readonly Reason[] }[],
): Promise<Map<string, string[]>> {
  const near = ranked.flatMap(({ ids: [one, other], reasons }) =>
    reasons.flatMap((reason) =>
      reason.kind === 'shared' ? reason.ids.slice(0, MOST_LOOKED_UP).map((id) => ({ one, other, id })) : [],
    ),
  )
  const found = await knowingBoth(db, viewerId, near)
  const byPair = Map.groupBy(found, ({ one, other }) => pairKey(one, other))
  return new Map([...byPair].map(([key, between]) => [key, between.slice(0, MOST_SHARED).map(({ id }) => id)]))
}

/** Of those both know, the ones of whom it may be said. */
export function renderReasons(
  reasons: readonly Reason[],
  shared: readonly string[],
  accounts: Map<string, Account>,
): ReasonEntity[] {
  return reasons.flatMap((reason): ReasonEntity[] => {
    if (reason.kind !== 'shared') return [reason]
    const people = shared.flatMap((id) => accounts.get(id) ?? [])
    return people.length > 0 ? [{ kind: 'shared', people }] : []
  })
}
