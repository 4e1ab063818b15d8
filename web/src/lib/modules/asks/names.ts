/** How one speaks of whoever asks or answers: by name, or not at all. */
import type { Answer, Ask } from '#lib/api/asks.ts'
import { displayName, firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'

export const askHref = ({ id }: { id: string }) => `/asks/${id}`

export const whoAsks = (ask: Ask, { t }: Language) =>
  ask.mine ? t('asks.you_ask') : ask.account ? displayName(ask.account) : t('asks.somebody')

export const titleOf = (ask: Ask, { t }: Language) =>
  ask.mine ? t('asks.yours') : ask.account ? t('asks.of', { name: firstName(ask.account) }) : t('asks.of_somebody')

/** Without an account it is the hidden asker who speaks. */
export const whoSays = ({ account }: Answer, { t }: Language) => (account ? displayName(account) : t('asks.somebody'))
