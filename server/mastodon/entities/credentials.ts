import { settingsOf } from '#modules/accounts'
import { viewOwnProfile } from '#modules/people'
import { countRequests } from '#modules/ties'
import type { Context } from '#platform/context'

// Mastodon's ids of its first roles. 1 is its flag for an administrator, whose tools are not in this API yet.
const ROLES = {
  owner: { id: '3', name: 'Owner', permissions: '1', color: '', highlighted: true },
  moderator: { id: '1', name: 'Moderator', permissions: '0', color: '', highlighted: true },
  member: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
}

/** Mastodon's CredentialAccount: what only oneself sees of one's account. */
export async function viewCredentials(ctx: Context, personId: string) {
  const [{ account, note, fields, attributionDomains }, settings, requests] = await Promise.all([
    viewOwnProfile(ctx, personId),
    settingsOf(ctx, personId),
    countRequests(ctx, personId),
  ])
  return {
    ...account,
    source: {
      privacy: settings.defaultVisibility,
      sensitive: settings.defaultSensitive,
      language: settings.defaultLanguage ?? '',
      note,
      fields,
      follow_requests_count: requests,
      hide_collections: account.hide_collections,
      discoverable: account.discoverable,
      indexable: account.indexable,
      attribution_domains: attributionDomains,
      quote_policy: 'nobody',
    },
    role: { ...ROLES[settings.role], collection_limit: 0 },
  }
}

/** Mastodon's Profile: the same for editing, with null for what is not set. */
export async function viewProfile(ctx: Context, personId: string) {
  const { account, note, fields, attributionDomains } = await viewOwnProfile(ctx, personId)
  return {
    id: account.id,
    display_name: account.display_name,
    note,
    fields,
    avatar: own(account.avatar),
    avatar_static: own(account.avatar_static),
    avatar_description: account.avatar_description,
    header: own(account.header),
    header_static: own(account.header_static),
    header_description: account.header_description,
    locked: account.locked,
    bot: account.bot,
    hide_collections: account.hide_collections,
    discoverable: account.discoverable,
    indexable: account.indexable,
    show_media: account.show_media,
    show_media_replies: account.show_media_replies,
    show_featured: account.show_featured,
    attribution_domains: attributionDomains,
  }
}

function own(url: string): string | null {
  return url.endsWith('/missing.png') ? null : url
}
