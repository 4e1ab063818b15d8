import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { endDueRequests } from './actions.ts'

export function jobs(ctx: Context): Jobs {
  return { 'requests.end': () => endDueRequests(ctx) }
}

/** What is past its time shows as ended by itself; this is for whoever is to be told. */
export const cron = ['*/5 * * * * requests.end']
