/** A refusal a page did not expect, told as the page's error: its status and, where it is meant for people, its sentence. */
import { Refusal } from './client.ts'

export function whatFailed(error: unknown): { status: number; message: string; sentence?: string } | undefined {
  if (!(error instanceof Refusal)) return
  const status = error.status || 503
  return {
    status,
    message: error.code || 'refused',
    ...(status < 500 && status !== 404 && error.message ? { sentence: error.message } : {}),
  }
}
