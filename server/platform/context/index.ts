/** What every action is given first. Not a container: a few plain things, built once in main.ts. */
import type { Transaction } from 'kysely'
import type { Config } from '#platform/config'
import type { Database, DB } from '#platform/db'
import type { Log } from '#platform/log'
import type { Clock } from '#platform/clock'
import type { Secrets } from '#platform/secrets'

export type Context = {
  db: Database
  config: Config
  log: Log
  now: Clock
  secrets: Secrets
  /** Tells the modules that react to it, in their order and in this transaction. */
  happen: (tx: Transaction<DB>, happening: Happening) => Promise<void>
}

/** What a ground module lets capabilities react to, since it may not know them. */
export type Happening =
  | { kind: 'ties.blocked'; blockerId: string; blockedId: string }
  | { kind: 'ties.muted'; muterId: string; mutedId: string }
  | { kind: 'ties.followed'; followerId: string; followeeId: string }
  | {
      kind: 'statuses.said'
      statusId: string
      personId: string
      inReplyToId: string | null
      visibility: string
      /** The module that says it, and looks after it itself. */
      by: string | null
    }
  | { kind: 'statuses.edited'; statusId: string; text: string; language: string | null }
  | { kind: 'statuses.deleting'; statusId: string }
  /** Whoever asked says that an answer helped, or that it did not after all. */
  | { kind: 'asks.helped'; answerId: string; askerId: string; helped: boolean }
  | { kind: 'accounts.joined'; personId: string; inviterId: string | null }
  | { kind: 'accounts.leaving'; personId: string }
  | { kind: 'accounts.suspended'; personId: string }

export type Reaction = (ctx: Context, tx: Transaction<DB>, happening: Happening) => Promise<void>
