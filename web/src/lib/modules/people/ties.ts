/** Following, muting, blocking: shown at once, taken back with the server's sentence if refused. */
import { createApi } from '#lib/api/client.ts'
import type { Account, Relationship } from '#lib/api/entities.ts'
import { tellLater } from '#lib/api/later.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { firstName } from './names.ts'

type Deed = 'follow' | 'unfollow' | 'mute' | 'unmute' | 'block' | 'unblock' | 'remove_from_followers'

export async function changeTie(tie: Relationship, account: Account, deed: Deed, language: Language) {
  const before = { ...tie }
  Object.assign(tie, foreseen(account, deed))
  try {
    Object.assign(tie, await createApi().post<Relationship>(`/api/v1/accounts/${account.id}/${deed}`))
  } catch (error) {
    Object.assign(tie, before)
    toast(sentenceOf(error, language))
  }
}

function foreseen(account: Account, deed: Deed): Partial<Relationship> {
  switch (deed) {
    case 'follow':
      return account.locked ? { requested: true } : { following: true }
    case 'unfollow':
      return { following: false, requested: false }
    case 'mute':
    case 'unmute':
      return { muting: deed === 'mute' }
    case 'block':
      return { blocking: true, following: false, followed_by: false, requested: false }
    case 'unblock':
      return { blocking: false }
    case 'remove_from_followers':
      return { followed_by: false }
  }
}

const quietly = (deed: 'mute' | 'block') => (account: Account, language: Language) => {
  const name = firstName(account)
  const tell = () => createApi().post(`/api/v1/accounts/${account.id}/${deed}`)
  tellLater(language.t(deed === 'mute' ? 'people.muted' : 'people.blocked', { name }), { tell }, language)
}

export const mute = quietly('mute')
export const block = quietly('block')
