/** What people did, each in the order of time, and what may be taken back. */
export type Log<T> = {
  add: (entry: T) => void
  remove: (id: string) => void
  before: (person: string, at: number) => readonly T[]
}

const NOTHING: never[] = []

export function makeLog<T extends { id: string; person: string; at: number }>(): Log<T> {
  const byPerson = new Map<string, T[]>()
  const byId = new Map<string, T>()

  function add(entry: T): void {
    remove(entry.id)
    byId.set(entry.id, entry)
    const own = byPerson.get(entry.person) ?? []
    byPerson.set(entry.person, own)
    own.splice(own.findLastIndex(({ at }) => at <= entry.at) + 1, 0, entry)
  }

  function remove(id: string): void {
    const entry = byId.get(id)
    if (!entry) return
    byId.delete(id)
    const own = byPerson.get(entry.person)!
    own.splice(own.indexOf(entry), 1)
    if (own.length === 0) byPerson.delete(entry.person)
  }

  function before(person: string, at: number): readonly T[] {
    const own = byPerson.get(person)
    if (!own) return NOTHING
    return own.at(-1)!.at < at ? own : own.filter((entry) => entry.at < at)
  }

  return { add, remove, before }
}
