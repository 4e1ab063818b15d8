import { refuse } from '#platform/refusal'
import type { Asker, Req, Token } from './env.ts'

// The legacy scope `follow` stands for reading and writing these (Mastodon's documentation, OAuth scopes).
const FOLLOW = ['follows', 'blocks', 'mutes']

/** Does a token with these scopes allow what needs `scope`? `read` contains every `read:…`. */
export function allows(scopes: string[], scope: string): boolean {
  const [kind, part] = scope.split(':') as [string, string | undefined]
  if (scopes.includes(scope) || scopes.includes(kind)) return true
  return Boolean(part && FOLLOW.includes(part) && scopes.includes('follow'))
}

/** The token, which must allow one of the scopes; an app's own token will do. */
export function requireToken(c: Req, ...scopes: string[]): Token {
  const token = c.var.token
  if (!token) throw refuse('unauthorized', 'auth.token_missing')
  if (scopes.length > 0 && !scopes.some((scope) => allows(token.scopes, scope))) throw refuse('forbidden', 'auth.scope')
  return token
}

/** The person asking; their token must allow one of the scopes. */
export function asker(c: Req, ...scopes: string[]): Asker {
  const token = requireToken(c, ...scopes)
  if (!token.asker) throw refuse('invalid', 'auth.person_needed')
  return token.asker
}

/** The person asking where nobody need be: a token widens what is seen, if its scopes allow that. */
export function optionalAsker(c: Req, ...scopes: string[]): Asker | null {
  const token = c.var.token
  if (!token?.asker) return null
  if (scopes.length > 0 && !scopes.some((scope) => allows(token.scopes, scope))) throw refuse('forbidden', 'auth.scope')
  return token.asker
}
