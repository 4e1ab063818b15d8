import type { HandleClientError } from '@sveltejs/kit/hooks'
import { whatFailed } from '#lib/api/failure.ts'

export const handleError: HandleClientError = ({ error, kind }) => {
  if (kind !== 'unknown') return
  // A page's own script that does not come is the network's fault, not ours.
  const away = !navigator.onLine || (error instanceof TypeError && /fetch|import/i.test(error.message))
  const failed = whatFailed(error) ?? (away ? { status: 503, message: 'unreachable' } : undefined)
  // oxlint-disable-next-line no-console -- a bug of ours, and whoever looks into it looks there
  if (!failed) console.error(error)
  return failed
}
