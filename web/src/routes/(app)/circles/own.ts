import { error } from '@sveltejs/kit'
import { readCircle } from '#lib/api/circles.ts'
import { isRefusal, type Api } from '#lib/api/client.ts'

/** Somebody else's circle is nothing at all. */
export const ownCircle = (api: Api, id: string) =>
  readCircle(api, id).catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  })
