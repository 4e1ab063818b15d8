import type { Language } from '#lib/ui/language.ts'
import { isUnreachable, Refusal } from './client.ts'

/** What to tell somebody when something failed: the server's sentence, or our own where there was none. */
export function sentenceOf(error: unknown, language: Language): string {
  if (isUnreachable(error))
    return language.t(globalThis.navigator?.onLine === false ? 'errors.offline' : 'errors.unreachable')
  if (error instanceof Refusal && error.message && error.status < 500) return error.message
  return language.t(error instanceof Refusal && error.status >= 500 ? 'errors.broken' : 'errors.failed')
}
