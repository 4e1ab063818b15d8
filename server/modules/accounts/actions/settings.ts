import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { refuse } from '#platform/refusal'
import { updateProfile, type ProfileChanges } from '#modules/people'
import { checkPassword, hashPassword } from '../model/passwords.ts'
import { checkEmail, checkLanguage, checkLocale, type Visibility } from '../model/settings.ts'
import { updateAccount } from '../store/accounts.ts'
import { dropCodesOf } from '../store/codes.ts'
import { endTokens } from '../store/tokens.ts'
import { settingsOf } from '../views/accounts.ts'
import { confirmPassword } from './signin.ts'

export type SettingsChanges = Pick<ProfileChanges, 'introducedBy' | 'helpsWith' | 'looksFor' | 'showsLight'> & {
  locale?: string
  defaultVisibility?: Visibility
  defaultSensitive?: boolean
  defaultLanguage?: string | null
  /** Whoever holds the e-mail address holds the account, so it changes with the password only. */
  email?: string
  password?: string
}

/** What is absent stays as it is. */
export async function updateSettings(ctx: Context, personId: string, changes: SettingsChanges): Promise<void> {
  const { introducedBy, helpsWith, looksFor, showsLight, password, ...own } = changes
  const email = await changedEmail(ctx, personId, own.email, password)
  await transaction(ctx.db, async (tx) => {
    await updateAccount(tx, personId, {
      ...definedOnly(own),
      ...(own.locale === undefined ? {} : { locale: checkLocale(own.locale) }),
      ...(own.defaultLanguage === undefined ? {} : { defaultLanguage: languageOrNone(own.defaultLanguage) }),
      ...(own.email === undefined ? {} : { email }),
    })
    await updateProfile({ ...ctx, db: tx }, personId, { introducedBy, helpsWith, looksFor, showsLight })
  })
}

type PasswordChange = { current: string; next: string; keepTokenId?: string }

/** Every other session ends: whoever changes a password may have a reason. */
export async function changePassword(ctx: Context, personId: string, change: PasswordChange): Promise<void> {
  await confirmPassword(ctx, personId, change.current)
  const { username, email } = await settingsOf(ctx, personId)
  checkPassword(change.next, { username, email })
  const passwordHash = await hashPassword(change.next)
  await transaction(ctx.db, async (tx) => {
    await updateAccount(tx, personId, { passwordHash })
    await endTokens(tx, personId, { except: change.keepTokenId })
    await dropCodesOf(tx, personId)
  })
}

// Mastodon's apps send an empty text for "none".
function languageOrNone(language: string | null): string | null {
  return language ? checkLanguage(language) : null
}

async function changedEmail(ctx: Context, personId: string, email: string | undefined, password: string | undefined) {
  if (email === undefined) return undefined
  const checked = checkEmail(email)
  if (checked === (await settingsOf(ctx, personId)).email) return checked
  if (!password) throw refuse('invalid', 'accounts.password_needed')
  await confirmPassword(ctx, personId, password)
  return checked
}

function definedOnly<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>
}
