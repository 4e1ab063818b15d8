/** What every action is given first. Not a container: six plain things, built once in main.ts. */
import type { Config } from '#platform/config'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'
import type { Clock } from '#platform/clock'
import type { Secrets } from '#platform/secrets'

export type Context = {
  db: Database
  config: Config
  log: Log
  now: Clock
  secrets: Secrets
}
