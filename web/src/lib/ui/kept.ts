/** What this browser keeps. A full or forbidden storage costs what was to be kept, not the words on the screen. */
export function readKept<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** Null keeps nothing any more. */
export function keep(key: string, what: object | null): void {
  try {
    if (what) localStorage.setItem(key, JSON.stringify(what))
    else localStorage.removeItem(key)
  } catch {
    // As above.
  }
}
