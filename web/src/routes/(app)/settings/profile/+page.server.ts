import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { act } from '#lib/api/pages.ts'
import { saveProfile } from '#lib/modules/people/profile.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ fetch }) => ({
  own: await createApi(fetch).get<Account>('/api/v1/accounts/verify_credentials'),
})

export const actions: Actions = {
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    const save = async () => {
      await saveProfile(createApi(fetch), form)
      return `/@${locals.me?.account.username}`
    }
    return act(save, { display_name: String(form.get('display_name') ?? ''), note: String(form.get('note') ?? '') })
  },
}
