/** The words one began to write to be introduced to somebody, kept in this browser until they are sent. */

const keyOf = (accountId: string, targetId: string) => `kith:draft:${accountId}:request:${targetId}`

export function readRequestDraft(accountId: string, targetId: string): string {
  try {
    return localStorage.getItem(keyOf(accountId, targetId)) ?? ''
  } catch {
    return ''
  }
}

export function keepRequestDraft(accountId: string, targetId: string, note: string) {
  try {
    if (note.trim()) localStorage.setItem(keyOf(accountId, targetId), note)
    else localStorage.removeItem(keyOf(accountId, targetId))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}
