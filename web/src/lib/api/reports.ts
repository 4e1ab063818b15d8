import type { Reported } from '#lib/modules/moderation/reporting.svelte.ts'
import type { Api, Page } from './client.ts'
import type { Account } from './entities.ts'

export const categories = ['spam', 'violation', 'legal', 'other'] as const
export type Category = (typeof categories)[number]

/** A report as those who look after the place see it. */
export type Report = {
  id: string
  /** Null once they left, and of a guest. */
  reporter: Account | null
  by_guest: boolean
  /** Null where I had it without a name in my own hands. */
  account: Account | null
  suspended: boolean
  category: Category
  comment: string
  about:
    | 'person'
    | 'status'
    | 'introduction'
    | 'request'
    | 'ask'
    | 'answer'
    | 'guest_introduction'
    | 'offer'
    | 'taker'
    | 'thanks'
  about_ids: string[]
  words: string | null
  taken_down: boolean
  settled: boolean
  created_at: string
}

/** People and statuses go Mastodon's way, what is Kith's own its own. */
export async function sendReport(api: Api, what: Reported, category: Category, comment: string): Promise<void> {
  if (what.kind === 'person' || what.kind === 'status') {
    const account = what.kind === 'person' ? what.account : what.status.account
    const statuses = what.kind === 'status' ? [what.status.id] : []
    await api.post('/api/v1/reports', { account_id: account.id, status_ids: statuses, category, comment })
  } else await api.post('/api/kith/v1/reports', { kind: what.kind, id: what.id, category, comment })
}

export function readReports(api: Api, older?: string): Promise<Page<Report>> {
  return api.page<Report>('/api/kith/v1/reports', { limit: 20, max_id: older })
}

export async function settleReport(api: Api, id: string, settled: boolean): Promise<void> {
  await api.put(`/api/kith/v1/reports/${id}/settled`, { settled })
}

const BY_ITSELF: Report['about'][] = ['status', 'ask', 'answer', 'offer', 'taker', 'thanks']
/** It stands by itself; a thanks without words says nothing that could go. */
export const mayBeTakenDown = ({ about, words, taken_down: isDown }: Report) =>
  !isDown && BY_ITSELF.includes(about) && (about !== 'thanks' || Boolean(words))

/** It stands nowhere any more; whose it is is told once. */
export async function takeDown(api: Api, id: string): Promise<void> {
  await api.put(`/api/kith/v1/reports/${id}/taken_down`, {})
}

export async function shutOut(api: Api, personId: string, suspended: boolean): Promise<void> {
  await api.put(`/api/kith/v1/people/${personId}/suspended`, { suspended })
}
