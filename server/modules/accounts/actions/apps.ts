import type { Context } from '#platform/context'
import { randomToken, tokenHash } from '#platform/secrets'
import { checkAppName, checkRedirectUris, checkWebsite } from '../model/apps.ts'
import { parseScopes } from '../model/scopes.ts'
import { insertApp, type AppRow } from '../store/apps.ts'
import { dropCode, findCodeByHash, insertCode } from '../store/codes.ts'
import { throttle } from './throttle.ts'

const CODE_MINUTES = 10

type NewApp = {
  name: string | undefined
  website: string | undefined
  redirectUris: string[]
  scopes: string | undefined
  address: string
}

/** Anybody's app may register itself; the secret is told now and never again. */
export async function registerApp(ctx: Context, app: NewApp): Promise<AppRow & { clientSecret: string }> {
  const checked = {
    name: checkAppName(app.name),
    website: checkWebsite(app.website),
    redirectUris: checkRedirectUris(app.redirectUris),
    scopes: parseScopes(app.scopes),
  }
  await throttle(ctx, 'app', app.address)
  const clientSecret = randomToken()
  const row = await insertApp(ctx.db, { ...checked, clientId: randomToken(), secretHash: tokenHash(clientSecret) })
  return { ...row, clientSecret }
}

export type Consent = {
  appId: string
  personId: string
  redirectUri: string
  scopes: string[]
  codeChallenge: string | null
}

/** A person lets an app in: the code is good once, for ten minutes. */
export async function issueCode(ctx: Context, consent: Consent): Promise<string> {
  const code = randomToken()
  const expiresAt = ctx.now().add({ minutes: CODE_MINUTES })
  await insertCode(ctx.db, { ...consent, codeHash: tokenHash(code), expiresAt })
  return code
}

export async function findCode(ctx: Context, code: string) {
  return (await findCodeByHash(ctx.db, tokenHash(code), ctx.now())) ?? null
}

/** False when the code was used already. */
export function useCode(ctx: Context, code: string): Promise<boolean> {
  return dropCode(ctx.db, tokenHash(code))
}
