/** What the API answers, as far as the client uses it: Mastodon's entities by their own names, then Kith's. */

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

export type Field = { name: string; value: string; verified_at: string | null }

export type Account = {
  id: string
  username: string
  acct: string
  display_name: string
  locked: boolean
  note: string
  url: string
  avatar: string
  avatar_static: string
  header: string
  header_static: string
  fields: Field[]
  following_count: number
  created_at: string
  source?: {
    note: string
    fields: Field[]
    privacy?: Visibility
    language?: string | null
    follow_requests_count?: number
  }
}

export type Media = {
  id: string
  type: 'image' | 'video' | 'gifv' | 'audio' | 'unknown'
  url: string | null
  preview_url: string | null
  description: string | null
  blurhash: string | null
  meta: { original?: { width: number; height: number }; focus?: { x: number; y: number } } | null
}

export type Status = {
  id: string
  created_at: string
  edited_at: string | null
  in_reply_to_id: string | null
  in_reply_to_account_id: string | null
  sensitive: boolean
  spoiler_text: string
  visibility: Visibility
  language: string | null
  url: string | null
  uri: string
  content: string
  account: Account
  media_attachments: Media[]
  mentions: { id: string; username: string; acct: string; url: string }[]
  tags: { name: string; url: string }[]
  reblog: Status | null
  /** The circle it was said to, where that is one's own. */
  circle?: CircleName | null
  /** The ask whose public face it is. */
  ask?: { id: string; closed: boolean }
  favourited?: boolean
  reblogged?: boolean
  bookmarked?: boolean
  muted?: boolean
  replies_count: number
  reblogs_count: number
  favourites_count: number
}

export type CircleName = { id: string; title: string }

/** A private list of one's own people. */
export type Circle = CircleName & {
  /** Which comments stand in its feed. */
  replies_policy: 'followed' | 'list' | 'none'
  /** What its members say stays out of the home. */
  exclusive: boolean
}

export type CircleGlimpse = Circle & { members: Account[] }

export type StatusEdit = {
  content: string
  spoiler_text: string
  sensitive: boolean
  created_at: string
  media_attachments: Media[]
}

export type StatusSource = { id: string; text: string; spoiler_text: string }

export type Context = { ancestors: Status[]; descendants: Status[] }

export type Relationship = {
  id: string
  following: boolean
  followed_by: boolean
  requested: boolean
  requested_by?: boolean
  blocking: boolean
  blocked_by: boolean
  muting: boolean
  showing_reblogs: boolean
  note: string
}

export type Tag = { name: string; url: string; following?: boolean }

export type Conversation = { id: string; unread: boolean; accounts: Account[]; last_status: Status | null }

export type NoticeType =
  | 'mention'
  | 'status'
  | 'reblog'
  | 'follow'
  | 'follow_request'
  | 'favourite'
  | 'update'
  | 'introduction'
  | 'introduction_met'
  | 'introduction_ended'
  | 'introduction_request'
  | 'introduction_request_ended'
  | 'introduction_outcome'
  | 'introduction_liked'
  | 'guest_introduction'
  | 'guest_introduction_met'
  | 'guest_introduction_ended'
  | 'guest_introduction_undelivered'
  | 'guest_introduction_outcome'
  | 'guest_introduction_liked'
  | 'ask_nudge'
  | 'ask_answer'
  | 'ask_helped'
  | 'newcomer'
  | 'offer_match'
  | 'offer_taker'
  | 'offer_chosen'
  | 'offer_unchosen'
  | 'offer_let_go'
  | 'thanks'
  | 'thanks_chain'
  | 'ring'
  | 'ring_met'
  | 'taken_down'

export type Notice = {
  id: string
  type: NoticeType
  created_at: string
  account: Account
  status?: Status | null
  introduction?: { id: string }
  /** To a holder the passed request, to whoever asked their own. */
  introduction_request?: { id: string }
  guest_introduction?: { id: string }
  ask?: { id: string }
  /** Of one that was let go also whether it stands again. */
  offer?: { id: string; stands?: boolean }
  thanks?: { id: string }
  ring?: { id: string }
  /** What of mine the place took down. */
  taken_down?: { words: string | null }
}

export type Markers = { home?: Marker; notifications?: Marker }
export type Marker = { last_read_id: string; version: number; updated_at: string }

export type Found = { accounts: Account[]; statuses: Status[]; hashtags: Tag[] }

export type Place = {
  name: string
  description: string
  origin: string
  registrations: 'open' | 'approval' | 'invite' | 'closed'
  begun: boolean
  languages: string[]
  requests_open: number
  requests_weekly: number
}

export type Me = {
  account: Account
  email: string
  role: 'owner' | 'moderator' | 'member'
  locale: 'de' | 'en'
  introductions_from: 'following' | 'nobody'
  helps_with: string[]
  looks_for: string[]
  shows_light: boolean
  default_visibility: Visibility
  default_language: string | null
}

export type Person = {
  account: Account
  helps_with: string[]
  looks_for: string[]
  /** I may see what they passed on. */
  shows_light: boolean
  can_be_introduced: boolean
  introduced_by: Account | null
}

export type Invite = {
  id: string
  code: string
  url: string
  max_uses: number | null
  uses: number
  expires_at: string | null
  created_at: string
  usable: boolean
}

export type InviteByCode = {
  code: string
  usable: boolean
  reason?: string | null
  inviter: Account
  place: { name: string; description: string }
}

export type Session = {
  id: string
  application: string
  created_at: string
  last_used_at: string | null
  user_agent: string | null
  current: boolean
}

export type Answer = 'yes' | 'no'

export type Introduction = {
  id: string
  state: 'open' | 'met' | 'ended'
  introducer: Account
  seeker_id: string | null
  parties: { account: Account; answer: Answer | null }[]
  note: string
  word: string | null
  /** When and where they could meet, in the introducer's words. */
  meeting: string | null
  /** Whether it was good to meet: one's own word, a month after. */
  good: boolean | null
  may_say_good: boolean
  /** Told to the introducer alone. */
  both_glad: boolean
  conversation_id: string | null
  created_at: string
  expires_at: string
}

/** Those between the two of us, from me to them; null for somebody who keeps to themselves whom they follow. */
export type Path = { people: (Account | null)[] }

export type IntroductionRequest = {
  id: string
  state: 'open' | 'met' | 'ended'
  /** Null while they are not here. */
  target: Account | null
  via: Account | null
  note: string
  /** Whether I took it back myself. */
  withdrawn: boolean
  introduction_id: string | null
  created_at: string
  expires_at: string
}

export type PassedRequest = {
  id: string
  from: Account
  from_seeker: boolean
  target: Account
  note: string
  word: string | null
  deed: 'passed' | 'proposed' | 'left' | null
  passed_to: Account | null
  knows_target: boolean
  may_go_on: boolean
  created_at: string
  expires_at: string
}

export type Reactions = Record<string, { accounts: Account[]; others: boolean }>
export type Comments = Record<string, Status[]>
