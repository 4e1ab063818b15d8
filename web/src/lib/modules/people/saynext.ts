/** The one thing to do now, in words: why, what the button says, and where it leads. */
import type { Account } from '#lib/api/entities.ts'
import type { Owed } from '#lib/api/owed.ts'
import { askHref as questionHref } from '#lib/modules/asks/names.ts'
import { bothHref, hrefOf, otherOf } from '#lib/modules/introductions/roles.ts'
import { isFromMe } from '#lib/modules/offers/between.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import { askHref, passedHref, requestHref } from '#lib/modules/requests/addresses.ts'
import { bestOf, namesOf, sayPair, shorten } from '#lib/modules/suggestions/reasons.ts'
import type { Language } from '#lib/ui/language.ts'
import { callName, firstName } from './names.ts'
import type { Next } from './next.ts'

/** Without an address it is done here. */
export type Said = { label: string; why?: string; href?: string }

/** Of a question or a thing as many letters stand in the reason. */
const LETTERS = 60

export function sayNext(next: Next, account: Account, me: Account, language: Language): Said {
  const { t, list } = language
  const name = firstName(account)
  switch (next.do) {
    case 'answer': {
      const { ask } = next
      const quoted = t('introductions.quoted', { words: shorten(ask.question, LETTERS) })
      const href = questionHref(ask)
      if (ask.account?.id !== account.id)
        return { label: t('people.next_answer'), why: `${t('asks.why_from', { name })} ${quoted}`, href }
      return { label: t('people.next_answer_name', { name }), why: t('people.next_asks', { name, quoted }), href }
    }
    case 'meet': {
      const by = firstName(next.introduction.introducer)
      const other = callName(otherOf(next.introduction, me))
      const why = `${t('introductions.by_for_you', { by, name: other })}.`
      return { label: t('people.next_meet'), why, href: hrefOf(next.introduction) }
    }
    case 'hand': {
      const why = t(next.request.from_seeker ? 'requests.asks_you' : 'requests.hands_you', { name })
      return { label: t('people.next_hand'), why: `${why}.`, href: passedHref(next.request) }
    }
    case 'settled': {
      const { offer } = next
      const how = `${isFromMe(offer) ? 'give' : 'get'}_${offer.way === 'time' ? 'time' : 'thing'}` as const
      const why = t(`people.next_settled_${how}`, { name, what: shorten(offer.what, LETTERS) })
      const label = t(offer.way === 'time' ? 'people.next_settled_time' : 'people.next_settled_thing')
      return { label, why, href: offerHref(offer) }
    }
    // What fits what stands in the list beneath.
    case 'take': {
      const { offer, fits } = next
      const label = t(`people.next_take_${offer.kind}`, { name })
      // In a swap both may offer something, or look for something.
      const why = t(offer.kind === fits.kind ? 'people.next_swap' : `people.next_fits_${fits.kind}`)
      return { label, why, href: offerHref(offer) }
    }
    case 'thank':
      return { label: t('goodwill.thank_name', { name }), why: whyThank(next.owed, name, language) }
    case 'introduce': {
      const { pair } = next
      const label = t('people.next_introduce', { names: list(namesOf(pair.people)) })
      return {
        label,
        why: sayPair({ ...pair, reasons: bestOf(pair) }, language),
        href: bothHref(pair.people),
      }
    }
    case 'look':
      return { label: t('requests.is_on_its_way'), href: requestHref(next.request) }
    case 'ask':
      return { label: t('requests.ask'), href: askHref(account) }
    case 'follow':
      return { label: t('people.follow_name', { name }) }
    case 'write':
      return { label: t('people.write', { name }) }
    case 'unblock':
      return { label: t('people.unblock', { name }) }
  }
}

function whyThank({ about, what, with: other }: Owed, name: string, { t }: Language): string {
  if (about === 'introduction')
    return other
      ? t('people.next_owed_with', { name, other: firstName(other) })
      : t('people.next_owed_introduction', { name })
  if (about === 'guest_introduction' && what) return t('people.next_owed_with', { name, other: what })
  return what === null
    ? t('people.next_owed', { name })
    : t('people.next_owed_what', { name, what: shorten(what, LETTERS) })
}
