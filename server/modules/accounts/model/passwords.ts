import { hash, verify } from '@node-rs/argon2'
import { refuse } from '#platform/refusal'

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 128

// OWASP, Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
// Argon2id is the library's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function checkPassword(password: string, { username, email }: { username: string; email: string }): string {
  const length = Array.from(password).length
  if (length < SHORTEST_PASSWORD) throw refuse('invalid', 'accounts.password_short', { least: SHORTEST_PASSWORD })
  if (length > LONGEST_PASSWORD) throw refuse('invalid', 'accounts.password_long', { most: LONGEST_PASSWORD })
  const own = [username, email].map((name) => name.toLowerCase())
  if (own.includes(password.toLowerCase())) throw refuse('invalid', 'accounts.password_own_name')
  return password
}

export function hashPassword(password: string): Promise<string> {
  return hash(bytesOf(password), COST)
}

let decoy: Promise<string> | undefined

/** Takes as long for a login that does not exist (null), so that the time does not tell which ones do. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID())
  const matches = await verify(passwordHash ?? (await decoy), bytesOf(password.slice(0, LONGEST_PASSWORD * 2)))
  return matches && passwordHash !== null
}

// NIST SP 800-63B, 5.1.1.2: the same letters, however a keyboard composed them, are the same password.
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'))
}
