import { createApi } from '#lib/api/client.ts'
import { stopMail } from '#lib/api/guests.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: ({ fetch, params }) =>
    act(async () => {
      await stopMail(createApi(fetch), params.token)
      return `/guest/${params.token}/stop`
    }),
}
