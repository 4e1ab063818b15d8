import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async ({ fetch }) => {
  await createApi(fetch).remove('/api/kith/v1/session')
  redirect(303, '/')
}
