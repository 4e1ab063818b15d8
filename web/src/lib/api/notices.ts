/** Notices: Mastodon's notifications with the kinds Kith adds to them, asked for by name. */
import { createApi, type Api } from './client.ts'
import type { Notice, NoticeType } from './entities.ts'

const kinds: NoticeType[] = [
  'mention',
  'reblog',
  'favourite',
  'follow',
  'follow_request',
  'update',
  'introduction',
  'introduction_met',
  'introduction_ended',
  'introduction_request',
  'introduction_request_ended',
  'introduction_outcome',
  'introduction_liked',
  'guest_introduction',
  'guest_introduction_met',
  'guest_introduction_ended',
  'guest_introduction_undelivered',
  'guest_introduction_outcome',
  'guest_introduction_liked',
  'ask_nudge',
  'ask_answer',
  'ask_helped',
  'newcomer',
  'offer_match',
  'offer_taker',
  'offer_chosen',
  'offer_unchosen',
  'offer_let_go',
  'thanks',
  'thanks_chain',
  'ring',
  'ring_met',
  'taken_down',
]

export const readNotices = (api: Api, olderThan?: string) =>
  api.page<Notice>('/api/v1/notifications', { limit: 40, types: kinds, max_id: olderThan })

export const markNoticesRead = (newest: string) =>
  createApi()
    .post('/api/v1/markers', { notifications: { last_read_id: newest } })
    .catch(() => {})
