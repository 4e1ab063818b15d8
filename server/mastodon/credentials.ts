import { settingsOf, updateSettings, type SettingsChanges } from '#modules/accounts'
import { incomingFolder, LIMITS, storeProfilePicture } from '#modules/media'
import { updateProfile, type ProfileChanges } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import {
  asker,
  bool,
  createRouter,
  list,
  oneOf,
  text,
  uploaded,
  withUpload,
  type App,
  type Body,
  type Req,
} from '#platform/http'
import { refuse } from '#platform/refusal'
import { viewCredentials, viewProfile } from './entities/credentials.ts'

const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const

/** One's own account, and the profile others see of it. */
export function credentialsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/accounts/verify_credentials', async (c) =>
    c.json(await viewCredentials(ctx, asker(c, 'read:accounts', 'profile').personId)),
  )

  app.on(['PATCH', 'PUT'], '/api/v1/accounts/update_credentials', async (c) => {
    const { personId } = asker(c, 'write:accounts')
    await receive(ctx, c, personId)
    return c.json(await viewCredentials(ctx, personId))
  })

  app.get('/api/v1/profile', async (c) => c.json(await viewProfile(ctx, asker(c, 'read:accounts', 'profile').personId)))

  app.on(['PATCH', 'PUT'], '/api/v1/profile', async (c) => {
    const { personId } = asker(c, 'write:accounts')
    await receive(ctx, c, personId)
    return c.json(await viewProfile(ctx, personId))
  })

  for (const [part, changes] of [
    ['avatar', { avatarKey: null }],
    ['header', { headerKey: null }],
  ] as const)
    app.delete(`/api/v1/profile/${part}`, async (c) => {
      const { personId } = asker(c, 'write:accounts')
      await updateProfile(ctx, personId, changes)
      return c.json(await viewCredentials(ctx, personId))
    })

  app.get('/api/v1/preferences', async (c) => {
    const settings = await settingsOf(ctx, asker(c, 'read:accounts').personId)
    return c.json({
      'posting:default:visibility': settings.defaultVisibility,
      'posting:default:sensitive': settings.defaultSensitive,
      'posting:default:language': settings.defaultLanguage,
      'posting:default:quote_policy': 'nobody',
      'reading:expand:media': 'default',
      'reading:expand:spoilers': false,
      'reading:autoplay:gifs': false,
    })
  })

  return app
}

/** All that was sent changes, or nothing. */
function receive(ctx: Context, c: Req, personId: string): Promise<void> {
  return withUpload(c, { folder: incomingFolder(ctx), mostBytes: LIMITS.bytes }, async (body) => {
    const changes = profileOf(body)
    const settings = settingsIn(body)
    const pictures = await storePictures(ctx, personId, body)
    await transaction(ctx.db, async (tx) => {
      await updateProfile({ ...ctx, db: tx }, personId, { ...changes, ...pictures })
      if (Object.values(settings).some((value) => value !== undefined))
        await updateSettings({ ...ctx, db: tx }, personId, settings)
    })
  })
}

function profileOf(body: Body): ProfileChanges {
  return {
    displayName: text(body, 'display_name'),
    note: text(body, 'note'),
    fields: fieldsIn(body),
    locked: bool(body, 'locked'),
    bot: bool(body, 'bot'),
    discoverable: bool(body, 'discoverable'),
    indexable: bool(body, 'indexable'),
    hideCollections: bool(body, 'hide_collections'),
    attributionDomains: list(body, 'attribution_domains'),
  }
}

/** A list, or a hash by index, of `{name, value}`. */
function fieldsIn(body: Body): ProfileChanges['fields'] {
  const given = body.fields_attributes ?? body.fields
  if (given === undefined || given === null || given === '') return undefined
  if (typeof given !== 'object') throw refuse('invalid', 'common.wrong_type', { field: 'fields_attributes' })
  return Object.values(given).map((field: unknown) => {
    if (typeof field !== 'object' || field === null)
      throw refuse('invalid', 'common.wrong_type', { field: 'fields_attributes' })
    return { name: text(field as Body, 'name') ?? '', value: text(field as Body, 'value') ?? '' }
  })
}

function settingsIn(body: Body): SettingsChanges {
  const source = (typeof body.source === 'object' && body.source !== null ? body.source : {}) as Body
  const language = text(source, 'language')
  return {
    defaultVisibility: oneOf(source, 'privacy', VISIBILITIES),
    defaultSensitive: bool(source, 'sensitive'),
    defaultLanguage: language === '' ? null : language,
  }
}

async function storePictures(ctx: Context, personId: string, body: Body): Promise<ProfileChanges> {
  const changes: ProfileChanges = {}
  for (const [kind, key] of [
    ['avatar', 'avatarKey'],
    ['header', 'headerKey'],
  ] as const) {
    const sent = uploaded(body, kind)
    if (sent) changes[key] = await storeProfilePicture(ctx, personId, sent, kind)
    else if (text(body, kind)) throw refuse('invalid', 'common.wrong_type', { field: kind })
  }
  return changes
}
