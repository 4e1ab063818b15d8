import { sentence } from '#platform/locale'

/** What an app with these scopes may do, in plain words: one line for each kind of thing. */
export function explainScopes(locale: string, scopes: string[]): string[] {
  const lines: string[] = []
  for (const whole of ['profile', 'read', 'write', 'follow', 'push']) {
    if (scopes.includes(whole)) lines.push(sentence(locale, `oauth:may:${whole}`))
    else if (whole === 'read' || whole === 'write') lines.push(...partsOf(locale, whole, scopes))
  }
  if (scopes.some((scope) => scope.startsWith('admin:'))) lines.push(sentence(locale, 'oauth:may:admin'))
  return lines
}

function partsOf(locale: string, kind: 'read' | 'write', scopes: string[]): string[] {
  const parts = scopes
    .filter((scope) => scope.startsWith(`${kind}:`))
    .map((scope) => sentence(locale, `oauth:parts:${scope.slice(kind.length + 1)}`))
  if (parts.length === 0) return []
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
  return [sentence(locale, `oauth:may:${kind}_some`, { parts: list })]
}
