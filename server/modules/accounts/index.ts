/**
 * Who signs in here: accounts and their settings, passwords, sessions, the apps people let in with their tokens, invites,
 * and the place itself with its one owner. Of passwords and tokens only hashes are kept; a token's secret is told once.
 * Who comes by an invite begins with a friend. Announces `token.revoked`, so that open streams end with their token.
 */
import type { Module } from '../../modules.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'

export { registerApp, issueCode, findCode, useCode, type Consent } from './actions/apps.ts'
export { begin, openBeginning } from './actions/begin.ts'
export { createInvite, revokeInvite } from './actions/invites.ts'
export { join } from './actions/join.ts'
export { deleteAccount } from './actions/leave.ts'
export { approve, createAccount, removeAccount, setRole, suspend, unsuspend } from './actions/owner.ts'
export { describePlace } from './actions/place.ts'
export { changePassword, updateSettings, type SettingsChanges } from './actions/settings.ts'
export { signIn } from './actions/signin.ts'
export { endSession, findToken, issueToken, revokeToken, startSession, type FoundToken } from './actions/tokens.ts'
export { OUT_OF_BAND } from './model/apps.ts'
export { parseScopes, SCOPES, within } from './model/scopes.ts'
export { ROLES, SESSION_COOKIE, type Role, type Visibility } from './model/settings.ts'
export { openSession } from './routes/session.ts'
export { findApp, findAppById, findClient, type AppRow } from './store/apps.ts'
export { hasAccount, listAccounts, settingsOf, type AccountLine, type Settings } from './views/accounts.ts'
export { viewNumbers, viewWeeks, type Numbers, type Week } from './views/numbers.ts'
export { countAccounts, findOwner, viewPlace, type Place } from './views/place.ts'
export { listSessions } from './views/sessions.ts'

export const accounts: Module = { name: 'accounts', routes, jobs, cron: ['41 3 * * * accounts.sweep'] }
