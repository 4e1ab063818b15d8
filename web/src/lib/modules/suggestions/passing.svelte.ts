/**
 * Not these two, not this one: gone from every screen at once, and told to the server only when the toast has gone, so that
 * taking it back means it was never said.
 */
import { tellLater } from '#lib/api/later.ts'
import { passOver, passPair, type SuggestedPair, type SuggestedPerson } from '#lib/api/suggestions.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { namesOf } from './reasons.ts'

export const passed = $state<Record<string, true>>({})

export const pairKey = ({ people }: SuggestedPair) => people.map(({ id }) => id).join(' ')
export const personKey = ({ account }: SuggestedPerson) => account.id

export function notTheseTwo(pair: SuggestedPair, language: Language) {
  const names = language.list(namesOf(pair.people))
  pass(pairKey(pair), language.t('suggestions.not_these_toast', { names }), () => passPair(pair), language)
}

export function notThem(person: SuggestedPerson, language: Language) {
  const said = language.t('suggestions.not_them_toast', { name: firstName(person.account) })
  pass(personKey(person), said, () => passOver(person), language)
}

function pass(key: string, said: string, tell: () => Promise<void>, language: Language) {
  passed[key] = true
  tellLater(said, { tell, back: () => delete passed[key] }, language)
}
