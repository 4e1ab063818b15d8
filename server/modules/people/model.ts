import { isoMillis } from '#platform/clock'

/** The columns of `people` that an Account is made of, as PostgreSQL names them. */
export type PersonRow = {
  id: string
  username: string
  domain: string | null
  uri: string | null
  url: string | null
  display_name: string
  note: string
  fields: Field[]
  avatar_key: string | null
  header_key: string | null
  locked: boolean
  bot: boolean
  discoverable: boolean
  hide_collections: boolean
  created_at: Temporal.Instant
  suspended_at: Temporal.Instant | null
  followers_count: number
  following_count: number
  statuses_count: number
  last_status_on: string | null
}

/** A line of a profile; `value` is what the person wrote, shown as text with links. */
export type Field = { name: string; value: string; verified_at: string | null }
