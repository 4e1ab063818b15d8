import { createApi } from '#lib/api/client.ts'
import { listInvites } from '#lib/modules/accounts/invites.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch }) => ({ invites: await listInvites(createApi(fetch)) })
