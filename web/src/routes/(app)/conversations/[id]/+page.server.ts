import { createApi } from '#lib/api/client.ts'
import { leaveConversation } from '#lib/api/conversations.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  leave: ({ fetch, params }) =>
    act(async () => {
      await leaveConversation(createApi(fetch), params.id)
      return '/inbox'
    }),
}
