/** How one speaks of a flame: who did what for whom, when, and what it leads to. */
import type { Account } from '#lib/api/entities.ts'
import type { Flame, FlameRef, Owed } from '#lib/api/light.ts'
import type { Thanks } from '#lib/api/thanks.ts'
import { askHref } from '#lib/modules/asks/names.ts'
import { guestHref, introductionHref } from '#lib/modules/introductions/roles.ts'
import { inMonth, offerHref } from '#lib/modules/offers/names.ts'
import { shorten } from '#lib/modules/suggestions/reasons.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Key, Language, Values } from '#lib/ui/language.ts'
import { thanksHref } from './names.ts'

type Told = { key: Key; values: Values }

/** In one sentence, to `meId`. */
export function saidOf(flame: Flame, meId: string): Told {
  const { kind, by, for: whom, with: other } = flame
  const names = (by ? { by: firstName(by) } : {}) as Values
  if (whom) names.for = firstName(whom)
  if (other) names.with = firstName(other)
  // What others are told without names.
  if (!flame.at) return { key: `light.${kind}_once`, values: { ...names, by: nameIn(flame) } }
  const key = (how: string) => ({ key: `light.${kind}_${how}` as Key, values: names })
  const isMe = (one: Account | null) => one?.id === meId
  if (kind === 'passed') return key(whom ? 'named' : 'unnamed')
  if (kind === 'passed_on') return key(flame.mine ? 'mine' : 'theirs')
  if (kind === 'introduced') return introduced(flame, names, isMe)
  if (kind === 'thanked') return thanked(flame, names, isMe)
  const how = kind === 'gave' && flame.about === 'need' ? 'need_' : ''
  if (!flame.mine) return key(`${how}me`)
  return key(whom ? `${how}mine` : `${how}unnamed`)
}

function introduced(
  { mine, for: one, with: other, what }: Flame,
  names: Values,
  isMe: (who: Account | null) => boolean,
): Told {
  // A guest is called as the introducer calls them.
  const them = other ? firstName(other) : (what ?? '')
  if (mine) return { key: 'light.introduced_mine', values: { ...names, with: them } }
  const met = isMe(one) ? them : one ? firstName(one) : ''
  return { key: 'light.introduced_me', values: { ...names, met } }
}

function thanked({ mine, by, for: whom }: Flame, names: Values, isMe: (who: Account | null) => boolean): Told {
  if (mine) return { key: 'light.thanked_mine', values: names }
  if (isMe(whom)) return { key: by ? 'light.thanked_me' : 'light.thanked_unnamed', values: names }
  const known = by && whom ? 'both' : by ? 'by' : whom ? 'for' : 'nobody'
  return { key: `light.thanked_${known}`, values: names }
}

/** The same without what stands out. */
export const plainly = ({ key, values }: Told, { pieces }: Language) =>
  pieces(key, values)
    .map(({ text }) => text)
    .join('')

/** In a line that no other flame has: what it is, of what, and in which month. */
export function beganWith(flame: Flame, meId: string, language: Language): string {
  const { t, date } = language
  const said = plainly(saidOf(flame, meId), language)
  const what = flame.what && flame.kind !== 'introduced' ? ` ${t('introductions.quoted', { words: flame.what })}` : ''
  const when = date(new Date(flame.at ?? `${flame.month}-15T12:00:00Z`), { month: 'long', year: 'numeric' })
  return `${said}${what} (${when})`
}

/** Whose doing it is, or who was thanked, in a picture where there is room for a name alone. */
const nameIn = ({ by, for: whom }: Flame) => ((by ?? whom) ? firstName((by ?? whom)!) : '')

/** Who did what, and for whom, where there is room for a few words alone. */
export function namesIn({ kind, by, for: whom, with: other, what }: Flame, meId: string, { t, list }: Language) {
  const isMe = (one: Account) => one.id === meId
  const those = [whom, other].flatMap((one) => (one ? [isMe(one) ? t('light.sky_you') : firstName(one)] : []))
  if (kind === 'introduced' && !other && what) those.push(what)
  const did = t(those.length > 0 ? `light.sky_${kind}_for` : `light.sky_${kind}`)
  return { by: by ? (isMe(by) ? t('people.you') : firstName(by)) : t('light.somebody'), did, for: list(those) }
}

/** Near days by their distance, the rest by the month: when exactly does not matter. */
export function whenOf({ at, month }: Pick<Flame, 'at' | 'month'>, language: Language, now: number): string {
  const { t, date, zone } = language
  if (!at || zone === null) return inMonth(language, at ?? `${month}-15T12:00:00Z`, new Date(now))
  const dayOf = (of: Date) => Date.parse(`${date(of, { dateStyle: 'short' }, 'en-CA')}T00:00:00Z`) / 86_400_000
  const today = dayOf(new Date(now))
  const days = today - dayOf(new Date(at))
  if (days <= 0) return t('ui.today')
  if (days === 1) return t('ui.yesterday')
  // 1 January 1970 was a Thursday; weeks begin on Mondays.
  if (days <= (today + 3) % 7) return t('light.this_week')
  return inMonth(language, at, new Date(now))
}

const HREFS: Record<FlameRef['kind'], (of: { id: string }) => string> = {
  ask: askHref,
  introduction: introductionHref,
  guest_introduction: guestHref,
  offer: offerHref,
  thanks: thanksHref,
}
export const hrefOf = ({ ref }: Flame) => (ref ? HREFS[ref.kind](ref) : null)
export const anchorOf = ({ id }: { id: string }) => `f-${id}`

/** What somebody did for me, in a few words. */
export function owedFor({ about, with: other, what }: Owed, { t }: Language): string {
  const met = other ? firstName(other) : about === 'guest_introduction' ? what : null
  if (met) return t('light.owed_met', { name: met })
  return what ? t('light.owed_what', { what }) : t(`light.owed_${about}`)
}

/** What I was thanked for, in a few words. */
export function thankedFor({ about, part, what }: Thanks, { t }: Language): string {
  if (part === 'passed') return t('light.for_passed')
  if (part === 'introduced') return t('light.for_introduced')
  if (what && about !== 'guest_introduction')
    return t(about === 'answer' ? 'light.for_answer_to' : 'light.for_what', { what: shorten(what) })
  return t(`light.for_${about ?? 'person'}`)
}
