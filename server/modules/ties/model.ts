/** Mastodon's Relationship: what the two are to each other, as the asking one may know it. */
export type Relationship = {
  id: string
  following: boolean
  showing_reblogs: boolean
  notifying: boolean
  languages: string[] | null
  followed_by: boolean
  blocking: boolean
  blocked_by: boolean
  muting: boolean
  muting_notifications: boolean
  muting_expires_at: string | null
  requested: boolean
  requested_by: boolean
  domain_blocking: boolean
  endorsed: boolean
  note: string
}

/** What of somebody one wants in one's home. What is absent stays as it is. */
export type FollowOptions = { showReblogs?: boolean; notify?: boolean; languages?: string[] | null }

/** `seconds` until the mute ends by itself; null or 0 for never. */
export type MuteOptions = { notifications?: boolean; seconds?: number | null }

export const MOST_NOTE = 2000
