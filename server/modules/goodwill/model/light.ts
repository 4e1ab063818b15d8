/** What lit what, without I/O. */

/** What somebody did for somebody; in the order in which one may light another that happens in the same moment. */
export const FLAME_KINDS = ['answered', 'passed', 'introduced', 'thanked', 'passed_on', 'gave'] as const
export type FlameKind = (typeof FLAME_KINDS)[number]

/** A flame that may light another: which it is, and of an introduction the two who met by it. */
export type Spark = { id: string; key: string; pair: readonly string[] | null }
/** A flame and what it is about: whom it names, and what it says it came of, the nearest first. */
export type Wick = { id: string; people: readonly string[]; causes: readonly string[] }

/**
 * Which of the sparks lit it: what it came of, else the introduction, of those before it the latest, by which two of its people met. Only
 * an earlier one lights a later one, so no light goes round in a circle.
 */
export function litBy({ id, people, causes }: Wick, sparks: readonly Spark[]): string | null {
  const earlier = sparks.filter((spark) => isBefore(spark.id, id))
  for (const cause of causes) {
    const found = earlier.find(({ key }) => key === cause)
    if (found) return found.id
  }
  const met = earlier.filter(({ pair }) => pair?.every((one) => people.includes(one)))
  return met.reduce<string | null>((latest, { id: one }) => (latest && isBefore(one, latest) ? latest : one), null)
}

function isBefore(one: string, other: string): boolean {
  return BigInt(one) < BigInt(other)
}
