import type { HandleClientError } from '@sveltejs/kit/hooks'
import { whatFailed } from '#lib/api/failure.ts'

export const handleError: HandleClientError = ({ error, kind }) => {
  if (kind !== 'unknown') return
  // A page's own script that does not come is the network's fault, not ours.
  const away = !navigator.onLine || (error instanceof TypeError && /fetch|import/i.test(error.message))
  return whatFailed(error) ?? (away ? { status: 503, message: 'unreachable' } : undefined)
}
