/**
 * Ids are 64-bit numbers that sort by time (48 bits of milliseconds, 16 of sequence), made by the database's
 * `new_id()` and carried as decimal strings, since apps compare them by length and then as text.
 */
const LARGEST = 2n ** 63n - 1n

export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST
}
