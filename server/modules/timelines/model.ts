/** What a feed needs to know of a status to take it in. */
export type Delivered = {
  id: string
  personId: string
  visibility: string
  inReplyToPersonId: string | null
  isReply: boolean
  reblogOfId: string | null
  reblogOfPersonId: string | null
  circleId: string | null
}

/** Up to so many followers get a status in the transaction that says it; more in a job right after. */
export const FOLLOWERS_AT_ONCE = 1500

/** A feed that nobody opened for so many days is dropped, and rebuilt on the next visit. */
export const DAYS_KEPT_UNREAD = 30

/** How many statuses a rebuilt feed goes back, and how many a new follow brings in. */
export const REBUILT = 800
export const MERGED = 40

/**
 * As SQL, of the follow `f`: who follows somebody for some languages only gets what says its language and says another not; a
 * boost speaks what it boosts.
 */
export const understood = (statusId: string) => `(f.languages is null or coalesce(
  (select l.language = any(f.languages) from statuses l where l.id = ${statusId}), true))`
