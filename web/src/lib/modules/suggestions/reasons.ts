/** Why two might like to meet, in sentences; what people said of themselves stands in quotation marks. */
import type { Account } from '#lib/api/entities.ts'
import type { Reason, SuggestedPair, SuggestedPerson } from '#lib/api/suggestions.ts'
import { displayName, firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'

type Seeks = Extract<Reason, { kind: 'seeks' }>

/** Longer words of somebody are cut at the end of a word. */
const MOST_LETTERS = 90

/** First names, and in full where they are the same. */
export function namesOf([one, other]: readonly Account[]): string[] {
  if (!one || !other) return []
  const name = firstName(one) === firstName(other) ? displayName : firstName
  return [name(one), name(other)]
}

/** Each once, also where both seek what the other offers. */
export const kindsOf = ({ reasons }: SuggestedPair) => [...new Set(reasons.map(({ kind }) => kind))]

/** The one that speaks most plainly for the two, where there is room for one alone: what one of them asks, or seeks. */
export function bestOf({ reasons }: SuggestedPair): Reason[] {
  const seeks = reasons.filter((reason) => reason.kind === 'seeks')
  return [...seeks.filter(({ asked }) => asked), ...seeks, ...reasons].slice(0, 1)
}

export function sayPair({ people, reasons }: SuggestedPair, language: Language): string {
  const { t, list } = language
  const names = namesOf(people)
  const said = reasons.map((reason) => {
    switch (reason.kind) {
      case 'shared':
        return t('suggestions.know_both', { count: reason.people.length, names: list(reason.people.map(firstName)) })
      case 'seeks': {
        const [seeker, helper] = reason.seeker === people[0].id ? names : names.toReversed()
        return t(reason.asked ? 'suggestions.asks' : 'suggestions.seeks', {
          seeker: seeker!,
          helper: helper!,
          ...quoted(reason, language),
        })
      }
      case 'topics':
        return t('suggestions.topics', { what: list(reason.words) })
      case 'place':
        return t('suggestions.place', { place: reason.place })
      case 'language':
        return t('suggestions.language', { language: nameOf(reason.language, language) })
    }
  })
  return said.join(' ') || t('suggestions.both_yours')
}

/** Whom both know is left out where those who could introduce the two stand beneath. */
export function sayPerson({ account, by, reasons }: SuggestedPerson, language: Language): string {
  const { t, list } = language
  const name = firstName(account)
  const said = reasons.flatMap((reason) => {
    switch (reason.kind) {
      case 'shared':
        if (by.length > 0) return []
        return t('suggestions.you_both_know', { names: list(reason.people.map(firstName)) })
      case 'seeks':
        return t(`suggestions.${wordFor(reason, account)}`, { name, ...quoted(reason, language) })
      case 'topics':
        return t('suggestions.you_topics', { what: list(reason.words) })
      case 'place':
        return t('suggestions.you_place', { place: reason.place })
      case 'language':
        return t('suggestions.you_language', { language: nameOf(reason.language, language) })
    }
  })
  return said.join(' ')
}

/** Who seeks, or asked, what the other helps with. */
function wordFor({ seeker, asked }: Seeks, them: Account) {
  if (seeker === them.id) return asked ? 'you_answer' : 'you_help'
  return asked ? 'you_ask' : 'you_seek'
}

function quoted({ wish, offer }: Seeks, { t }: Language) {
  const quote = (words: string) => t('introductions.quoted', { words: shorten(words.trim().replace(/\.$/, '')) })
  return { wish: quote(wish), offer: quote(offer) }
}

export function shorten(words: string, most = MOST_LETTERS): string {
  if (words.length <= most) return words
  return `${words.slice(0, most).replace(/[\s,;:–-]+\S*$/, '')} …`
}

function nameOf(code: string, { locale }: Language): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
}
