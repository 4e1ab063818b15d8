import { readAskSettings } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch }) => ({ wishes: await readAskSettings(createApi(fetch)) })
