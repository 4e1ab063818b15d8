import type { Insertable } from 'kysely'
import type { Database, DB } from '#platform/db'
import { randomToken, tokenHash } from '#platform/secrets'
import { WHOLE } from '../model/scopes.ts'

export type AppRow = {
  id: string
  name: string
  website: string | null
  clientId: string
  redirectUris: string[]
  scopes: string[]
  createdAt: Temporal.Instant
}

const COLUMNS = ['id', 'name', 'website', 'clientId', 'redirectUris', 'scopes', 'createdAt'] as const
const OWN_CLIENT_ID = 'kith'

export function insertApp(db: Database, app: Insertable<DB['apps']>): Promise<AppRow> {
  return db.insertInto('apps').values(app).returning(COLUMNS).executeTakeFirstOrThrow()
}

export async function findApp(db: Database, clientId: string): Promise<AppRow | null> {
  const app = await db.selectFrom('apps').select(COLUMNS).where('clientId', '=', clientId).executeTakeFirst()
  return app ?? null
}

/** An app that proves itself by its secret. */
export async function findClient(db: Database, clientId: string, secret: string): Promise<AppRow | null> {
  const app = await db
    .selectFrom('apps')
    .select(COLUMNS)
    .where('clientId', '=', clientId)
    .where('secretHash', '=', tokenHash(secret))
    .executeTakeFirst()
  return app ?? null
}

export async function findAppById(db: Database, id: string): Promise<AppRow | null> {
  return (await db.selectFrom('apps').select(COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The web client and the command line. Nobody knows its secret, and it has no address to send a code to. */
export async function ownAppId(db: Database): Promise<string> {
  const known = await findApp(db, OWN_CLIENT_ID)
  if (known) return known.id
  await db
    .insertInto('apps')
    .values({
      name: 'Kith',
      clientId: OWN_CLIENT_ID,
      secretHash: tokenHash(randomToken()),
      redirectUris: [],
      scopes: WHOLE,
    })
    .onConflict((conflict) => conflict.column('clientId').doNothing())
    .execute()
  return (await findApp(db, OWN_CLIENT_ID))!.id
}

/** Apps that nobody ever let in: registering one costs nothing, so many are left behind. */
export async function dropUnusedApps(db: Database, before: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('apps')
    .where('createdAt', '<', before)
    .where('clientId', '<>', OWN_CLIENT_ID)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('accessTokens').select('id').whereRef('appId', '=', 'apps.id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('statuses').select('id').whereRef('applicationId', '=', 'apps.id'))))
    .execute()
}
