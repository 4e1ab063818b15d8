/**
 * What rows were made into, kept in memory for as long as they are the same rows. A version says where a row stands and which
 * transaction wrote it; written anew it has another. So what is kept is never out of date and nobody need say so, in however many
 * processes. Who may see something is asked of the database each time: only what it looks like is kept.
 */
import { LRUCache } from 'lru-cache'

export type Versioned = { id: string; version: string }
type Made<Value> = Versioned & { value: Value }

/** A row's version, as SQL (PostgreSQL's system columns). */
export function rowVersion(alias: string): string {
  return `${alias}.xmin::text || ${alias}.ctid::text`
}

/**
 * Remembers `most` values for each place (a database and the settings that values are made with). What it answers is shared, hence
 * frozen. `make` is asked for those not kept in the version wanted; one that is gone meanwhile is left out.
 */
export function createKept<Value extends object>(most: number) {
  const places = new WeakMap<object, LRUCache<string, Made<Value>>>()
  return async function keep(
    place: object,
    wanted: readonly Versioned[],
    make: (ids: string[]) => Promise<Made<Value>[]>,
  ): Promise<Map<string, Value>> {
    const kept = places.get(place) ?? new LRUCache({ max: most })
    places.set(place, kept)
    const found = new Map<string, Value>()
    const unknown = new Set<string>()
    for (const { id, version } of wanted) {
      const known = kept.get(id)
      if (known?.version === version) found.set(id, known.value)
      else unknown.add(id)
    }
    if (unknown.size === 0) return found
    for (const made of await make([...unknown])) {
      kept.set(made.id, { ...made, value: Object.freeze(made.value) })
      found.set(made.id, made.value)
    }
    return found
  }
}
