import type { Database } from '#platform/db'
import { cleanLine } from '#platform/text'
import { insertPerson } from './store.ts'

/** Somebody new here; whether they may be called so is the caller's to know. */
export async function addPerson(tx: Database, person: { username: string; displayName: string }): Promise<string> {
  return insertPerson(tx, { username: person.username, displayName: cleanLine(person.displayName) })
}
