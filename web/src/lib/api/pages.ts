/** What pages make of refusals: a form that was refused stands there again, and what is not for one's eyes is not there. */
import { error, fail, redirect } from '@sveltejs/kit'
import { isRefusal } from './client.ts'

/** Without script: does what a form asks and goes where that leads, or says why not beside what was written, `kept`. */
export async function act<T extends object = object>(deed: () => Promise<string>, kept?: T) {
  let to: string
  try {
    to = await deed()
  } catch (refusal) {
    if (isRefusal(refusal)) return fail(refusal.status || 503, { ...(kept as T), sentence: refusal.message })
    throw refusal
  }
  redirect(303, to)
}

/** Null where it could not be read just now, which the page says in its place: it is not that there is nothing. */
export const orUnread = <T>(reading: Promise<T>): Promise<T | null> => reading.catch(() => null)

export const orNotFound = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  })
