/** Was this error the database refusing to break the named constraint or unique index? */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint
}

// character_not_in_repertoire, untranslatable_character: a NUL in a text or in JSON.
const UNSTORABLE = ['22021', '22P05']

/** Was this error the database refusing a text that it cannot hold? */
export function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNSTORABLE.includes(String(error.code))
}

// disk_full; and what the system says where a file of ours finds no room.
const FULL = ['53100', 'ENOSPC', 'EDQUOT']

/** Was there no room left to keep something? */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.includes(String(error.code))
}

// No way to the database, or it is just starting, stopping or recovering (class 57P), or the connection broke (class 08).
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-3]|08...)$/
const BROKEN = /Connection terminated|is not queryable|timeout exceeded when trying to connect/

/** Is the database away for a while? */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('syscall' in error && error.syscall === 'connect') return true
  return ('code' in error && AWAY.test(String(error.code))) || BROKEN.test(error.message)
}
