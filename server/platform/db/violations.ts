/** Was this error the database refusing to break the named constraint or unique index? */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint
}
