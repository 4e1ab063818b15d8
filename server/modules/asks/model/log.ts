/** What people did, each in the order of time, and what may be taken back. */
export type Log<T> = { add: (entry: T) => void; remove: (id: string) => void }

type Entry = { id: string; person: string; at: number }

/** Keeps the list that is kept of each person in order. */
export function makeLog<T extends Entry>(listOf: (person: string) => T[]): Log<T> {
  const byId = new Map<string, T>()

  function add(entry: T): void {
    remove(entry.id)
    byId.set(entry.id, entry)
    const own = listOf(entry.person)
    own.splice(own.findLastIndex(({ at }) => at <= entry.at) + 1, 0, entry)
  }

  function remove(id: string): void {
    const entry = byId.get(id)
    if (!entry) return
    byId.delete(id)
    const own = listOf(entry.person)
    own.splice(own.indexOf(entry), 1)
  }

  return { add, remove }
}

/** Mostly all of them, which costs nothing. */
export function before<T extends Entry>(own: readonly T[], at: number): readonly T[] {
  const last = own.at(-1)
  return !last || last.at < at ? own : own.filter((entry) => entry.at < at)
}
