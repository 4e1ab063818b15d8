/** What a token may do: Mastodon's scopes (OAuth scopes in its documentation), and Kith's for introductions. */
import { allows } from '#platform/http'
import { refuse } from '#platform/refusal'

const READ =
  'accounts blocks bookmarks collections favourites filters follows lists mutes notifications search statuses introductions'
const WRITE =
  'accounts blocks bookmarks collections conversations favourites filters follows lists media mutes notifications reports statuses introductions'
const ADMIN = 'accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks'

export const SCOPES: readonly string[] = [
  'profile',
  ...kinds('read', READ),
  ...kinds('write', WRITE),
  'follow',
  'push',
  ...kinds('admin:read', ADMIN),
  ...kinds('admin:write', ADMIN),
]

/** What the web client and the owner's command line may do. */
export const WHOLE: string[] = ['read', 'write', 'follow', 'push']

/** A list as it is sent (`read write:statuses`); `read` when nothing is. Unknown ones are refused. */
export function parseScopes(text: string | undefined): string[] {
  const wanted = [...new Set((text ?? '').split(/[\s,+]+/).filter(Boolean))]
  if (wanted.length === 0) return ['read']
  if (wanted.some((scope) => !SCOPES.includes(scope))) throw refuse('invalid', 'accounts.scope_unknown')
  return wanted
}

/** Is each of these in what was registered, by itself or as a part of it? */
export function within(scopes: string[], registered: string[]): boolean {
  return scopes.every((scope) => allows(registered, scope))
}

function kinds(kind: string, parts: string): string[] {
  return [kind, ...parts.split(' ').map((part) => `${kind}:${part}`)]
}
