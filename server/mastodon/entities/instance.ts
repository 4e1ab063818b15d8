import { countAccounts, findOwner, viewNumbers, viewPlace } from '#modules/accounts'
import { LIMITS as MEDIA } from '#modules/media'
import { PROFILE_LIMITS, viewAccounts, type Account } from '#modules/people'
import { LIMITS as STATUSES } from '#modules/statuses'
import { VERSION } from '#platform/config'
import type { Context } from '#platform/context'
import { locales } from '#platform/locale'
import { MOST_PIXELS, PICTURE_TYPES } from '#platform/pictures'
import { escapeHtml } from '#platform/text'

/** The Mastodon whose API this is; apps read the number in front (IceCubes its first three characters). */
export const COMPATIBLE = `4.5.0 (compatible; Kith ${VERSION})`
// 4.4's, since what came after (quotes, collections) is not here.
const API_VERSION = 5

const CONFIGURATION = {
  accounts: {
    max_featured_tags: 0,
    max_pinned_statuses: STATUSES.pins,
    max_profile_fields: PROFILE_LIMITS.fields,
    profile_field_name_limit: PROFILE_LIMITS.field,
    profile_field_value_limit: PROFILE_LIMITS.field,
    max_display_name_length: PROFILE_LIMITS.displayName,
    max_note_length: PROFILE_LIMITS.note,
    max_avatar_description_length: 0,
    max_header_description_length: 0,
  },
  statuses: {
    max_characters: STATUSES.characters,
    max_media_attachments: STATUSES.pictures,
    characters_reserved_per_url: STATUSES.urlLength,
  },
  media_attachments: {
    supported_mime_types: Object.values(PICTURE_TYPES),
    description_limit: MEDIA.description,
    image_size_limit: MEDIA.bytes,
    image_matrix_limit: MOST_PIXELS,
    video_size_limit: 0,
    video_frame_rate_limit: 0,
    video_matrix_limit: 0,
  },
  // Apps break without these numbers, though a poll is refused as yet.
  polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
}

/** Mastodon's Instance. */
export async function viewInstance(ctx: Context) {
  const { origin, domain, registrations } = ctx.config
  const [place, accounts, contact] = await Promise.all([viewPlace(ctx), countAccounts(ctx), viewContact(ctx)])
  return {
    domain,
    title: place.name,
    version: COMPATIBLE,
    source_url: origin,
    description: place.description,
    wrapstodon: null,
    usage: { users: { active_month: accounts.active } },
    thumbnail: { url: `${origin}/headers/missing.png`, description: '', blurhash: null, versions: {} },
    icon: [{ src: `${origin}/app-icon-180.png`, size: '180x180' }],
    languages: locales,
    configuration: {
      urls: {
        streaming: streamingUrl(origin),
        status: null,
        about: `${origin}/`,
        privacy_policy: null,
        terms_of_service: null,
      },
      vapid: { public_key: '' },
      ...CONFIGURATION,
      translation: { enabled: false },
      timelines_access: {
        live_feeds: { local: 'public', remote: 'public' },
        hashtag_feeds: { local: 'public', remote: 'public' },
        trending_link_feeds: { local: 'public', remote: 'disabled' },
      },
      limited_federation: false,
    },
    registrations: {
      enabled: registrations === 'open' || registrations === 'approval',
      approval_required: registrations === 'approval',
      reason_required: false,
      message: null,
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: API_VERSION },
    contact,
    rules: [],
  }
}

/** Mastodon's older V1::Instance, which some apps ask for alone. */
export async function viewFirstInstance(ctx: Context) {
  const { origin, domain, registrations } = ctx.config
  const [place, accounts, contact, numbers] = await Promise.all([
    viewPlace(ctx),
    countAccounts(ctx),
    viewContact(ctx),
    viewNumbers(ctx),
  ])
  return {
    uri: domain,
    title: place.name,
    short_description: place.description,
    description: escapeHtml(place.description),
    email: contact.email,
    version: COMPATIBLE,
    urls: { streaming_api: streamingUrl(origin) },
    stats: { user_count: accounts.all, status_count: numbers.statuses, domain_count: numbers.domains.length },
    thumbnail: `${origin}/headers/missing.png`,
    languages: locales,
    registrations: registrations === 'open' || registrations === 'approval',
    approval_required: registrations === 'approval',
    invites_enabled: registrations !== 'closed',
    configuration: CONFIGURATION,
    contact_account: contact.account,
    rules: [],
  }
}

/** Apps add the path. */
function streamingUrl(origin: string): string {
  return origin.replace(/^http/, 'ws')
}

// The owner signs in with their e-mail address, so it is nobody's to read: the mailbox that every mail server has
// (RFC 2142) stands here, and the owner's account beside it.
async function viewContact(ctx: Context): Promise<{ email: string; account: Account | null }> {
  const owner = await findOwner(ctx)
  const [account] = owner ? await viewAccounts(ctx, null, [owner.personId]) : []
  return { email: `postmaster@${new URL(ctx.config.origin).hostname}`, account: account ?? null }
}
