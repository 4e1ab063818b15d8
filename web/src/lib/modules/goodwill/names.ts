/** How one speaks of a thanks: who thanks whom, and for what. */
import type { Account } from '#lib/api/entities.ts'
import type { Thanks } from '#lib/api/thanks.ts'
import { askHref } from '#lib/modules/asks/names.ts'
import { guestHref, introductionHref } from '#lib/modules/introductions/roles.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import { firstName, personHref } from '#lib/modules/people/names.ts'
import type { Key, Language, Values } from '#lib/ui/language.ts'

export const thanksHref = ({ id }: { id: string }) => `/thanks/${id}`

type Told = { key: Key; values: Values }

/** In one sentence, for its reader; where it is shown to all, whoever stands along its chain is one of them. */
export function told(thanks: Thanks, { t }: Language, shown = false): Told {
  const { from, to } = thanks
  const part = shown && thanks.part !== 'from' && thanks.part !== 'to' ? null : thanks.part
  const met = whoWasMet(thanks)
  const about = thanks.about === 'guest_introduction' ? 'introduction' : (thanks.about ?? 'person')
  const what = about === 'introduction' && met ? 'introduction_with' : about
  const values = {
    from: from ? firstName(from) : t('goodwill.somebody'),
    to: to ? firstName(to) : t('goodwill.to_somebody'),
    with: met,
  }
  if (part === 'from') return { key: `goodwill.from_${what}`, values }
  if (part === 'to') return { key: from || about !== 'answer' ? `goodwill.to_${what}` : 'goodwill.to_unnamed', values }
  if (part === null) return { key: `goodwill.shown_${about}`, values }
  const known = from && to ? 'both' : from ? 'from' : to ? 'to' : 'nobody'
  if (part === 'introduced') return { key: `goodwill.introduced_${known === 'both' ? known : 'nobody'}`, values }
  return { key: `goodwill.${thanks.ask_id ? 'passed_ask' : 'passed'}_${known}`, values }
}

/** Of an introduction: whom one got to know, here or by mail. */
const whoWasMet = ({ about, with: other, what }: Thanks) =>
  other ? firstName(other) : about === 'guest_introduction' ? (what ?? '') : ''

/** From whom the light came, and to whom it went: along a chain the reader sees their neighbours alone. */
export function chainOf({ part, from, to, with: other, before, after }: Thanks, me: Account): (Account | null)[][] {
  if (part === 'passed') return [[after], [me], [before ?? from]]
  if (part === 'introduced') return [[me], from || to ? [from, to].filter((one) => one !== null) : [null]]
  if (other) return part === 'to' ? [[me], [from, other]] : [[to], [me, other]]
  return [[to], [from]]
}

/** What it is for, where the reader may see it. */
export function hrefFor({ about, about_id: id, ask_id: ask, to }: Thanks): string | null {
  // Whose answer it was is not told to everybody who gave the question on.
  if (about === 'answer') return ask && `${askHref({ id: ask })}${id ? `#a-${id}` : ''}`
  if (!about || !id) return null
  if (about === 'introduction') return introductionHref({ id })
  if (about === 'guest_introduction') return guestHref({ id })
  if (about === 'offer') return offerHref({ id })
  if (about === 'status') return to && `${personHref(to)}/${id}`
  return null
}
