/**
 * What waits now, and between it what was answered here and waits no more. What stood before keeps its place; what is new stands first.
 * What was answered here is left as it is: the server may have been asked before it heard of the answer.
 */
export function keepAnswered<T extends { id: string }>(before: T[], now: T[], isAnswered: (one: T) => boolean): T[] {
  const waiting = new Map(now.map((one) => [one.id, one]))
  const known = new Set(before.map(({ id }) => id))
  const stays = before.flatMap((one) => (isAnswered(one) ? one : (waiting.get(one.id) ?? [])))
  return [...now.filter(({ id }) => !known.has(id)), ...stays]
}
