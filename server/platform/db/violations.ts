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
