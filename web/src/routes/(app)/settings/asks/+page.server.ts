import { changeAskSettings } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const wishes = {
      weekly: Number(form.get('weekly')),
      topics: form
        .getAll('topics')
        .map((line) => String(line).trim())
        .filter(Boolean),
      greets: form.has('greets'),
    }
    const save = async () => {
      await changeAskSettings(createApi(fetch), wishes)
      return '/settings'
    }
    return act(save, { wishes })
  },
}
