import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { missing } from '#platform/refusal'
import { randomToken, tokenHash } from '#platform/secrets'
import { WHOLE } from '../model/scopes.ts'
import { ownAppId } from '../store/apps.ts'
import { endToken, endTokens, findByHash, findOwner, insertToken, markUsed, type TokenRow } from '../store/tokens.ts'

const USER_AGENT_LENGTH = 300
const WRITE_EVERY = Temporal.Duration.from({ hours: 1 })

export type FoundToken = {
  id: string
  appId: string
  scopes: string[]
  asker: { personId: string; role: 'owner' | 'moderator' | 'member'; locale: string } | null
}

/** Who asks with this secret; null when it stands for nothing (any more). */
export async function findToken(ctx: Context, secret: string): Promise<FoundToken | null> {
  const token = await findByHash(ctx.db, tokenHash(secret))
  if (!token) return null
  const now = ctx.now()
  if (isLongAgo(token.last_used_at, now)) await noteUse(ctx, token.id, now)
  return { id: token.id, appId: token.app_id, scopes: token.scopes, asker: askerOf(token) }
}

/** On a full disk people can still read. */
async function noteUse(ctx: Context, id: string, now: Temporal.Instant) {
  await markUsed(ctx.db, id, now).catch((error) => ctx.log.warn({ error: String(error) }, 'a use was not noted'))
}

type Grant = { appId: string; personId: string | null; scopes: string[]; userAgent?: string | null }

/** A new token, whose secret is told now and never again. */
export async function issueToken(ctx: Context, grant: Grant): Promise<string> {
  const secret = randomToken()
  await insertToken(ctx.db, {
    tokenHash: tokenHash(secret),
    appId: grant.appId,
    personId: grant.personId,
    scopes: grant.scopes,
    userAgent: grant.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
    createdAt: ctx.now(),
  })
  return secret
}

type Session = { userAgent?: string | null; scopes?: string[] }

/** A token of the built-in app: for the web client's cookie and the command line. */
export async function startSession(ctx: Context, personId: string, session: Session = {}): Promise<string> {
  const { userAgent, scopes = WHOLE } = session
  return issueToken(ctx, { appId: await ownAppId(ctx.db), personId, scopes, userAgent })
}

export async function endSession(ctx: Context, personId: string, tokenId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if ((await endTokens(tx, personId, { only: tokenId })) === 0) throw missing()
  })
}

/** An app gives a token back (RFC 7009). False when it is another app's; one that is gone is fine. */
export async function revokeToken(ctx: Context, appId: string, secret: string): Promise<boolean> {
  return transaction(ctx.db, async (tx) => {
    const token = await findOwner(tx, tokenHash(secret))
    if (token && token.appId !== appId) return false
    if (token) await endToken(tx, token.id)
    return true
  })
}

function askerOf({ person_id: personId, role, locale }: TokenRow): FoundToken['asker'] {
  return personId && role && locale ? { personId, role, locale } : null
}

function isLongAgo(moment: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return moment === null || Temporal.Instant.compare(moment.add(WRITE_EVERY), now) < 0
}
