/**
 * Letting somebody follow who asks to. A yes goes out at once. A no closes with a toast and is told to the server only when that has gone, so
 * that taking it back means it was never said.
 */
import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { tellLater } from '#lib/api/later.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { firstName } from './names.ts'

const said = $state<Record<string, 'yes' | 'no'>>({})

export const isLetFollow = ({ id }: Account) => said[id] === 'yes'
export const isTurnedAway = ({ id }: Account) => said[id] === 'no'

export function letFollow({ id }: Account, language: Language): void {
  said[id] = 'yes'
  tell(id, 'authorize').catch((error: unknown) => {
    delete said[id]
    toast(sentenceOf(error, language))
  })
}

export function turnAway(account: Account, language: Language): void {
  const { id } = account
  said[id] = 'no'
  const words = language.t('introductions.no_silent', { name: firstName(account) })
  tellLater(words, { tell: () => tell(id, 'reject'), back: () => delete said[id] }, language)
}

const tell = (id: string, deed: 'authorize' | 'reject') =>
  createApi()
    .post(`/api/v1/follow_requests/${id}/${deed}`)
    .then(() => waiting.ask())
