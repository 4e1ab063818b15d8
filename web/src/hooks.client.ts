import type { HandleClientError } from '@sveltejs/kit/hooks'
import { whatFailed } from '#lib/api/failure.ts'

export const handleError: HandleClientError = ({ error, kind }) => (kind === 'unknown' ? whatFailed(error) : undefined)
