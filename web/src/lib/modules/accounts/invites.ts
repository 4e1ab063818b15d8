import { createApi } from '#lib/api/client.ts'
import type { Invite } from '#lib/api/entities.ts'
import type { Language } from '#lib/ui/language.ts'

const root = '/api/kith/v1/invites'
export const day = 86_400

export const listInvites = (api = createApi()) => api.get<Invite[]>(root)
export const makeInvite = (max_uses: number | null, expires_in: number | null, api = createApi()) =>
  api.post<Invite>(root, { max_uses, expires_in })
export const revokeInvite = (id: string) => createApi().remove(`${root}/${id}`)

/** Until when and for how many it holds. */
export function validity(invite: Invite, { t, date }: Language): string {
  if (!invite.usable) return t('invites.over')
  const uses =
    invite.max_uses === null ? t('invites.any_uses') : t('invites.uses', { count: invite.max_uses - invite.uses })
  if (!invite.expires_at) return t('invites.forever', { uses })
  return t('invites.until', { date: date(new Date(invite.expires_at), { day: 'numeric', month: 'long' }), uses })
}
