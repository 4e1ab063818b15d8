/** What one began to write to two people, kept for these two until they are asked. */
import { keep, readKept } from '#lib/ui/kept.ts'

export type GuestDraft = { name: string; email: string; word: string; locale: 'de' | 'en' | '' }
export type IntroductionDraft = { note: string; meeting: string; words: Record<string, string>; guest: GuestDraft }

/** Whom it is to, in whatever order they were chosen; somebody with only e-mail has no id. */
export const GUEST = 'guest'
const keyOf = (accountId: string, two: readonly string[]) =>
  `kith:draft:${accountId}:introduction:${two.toSorted().join(':')}`
const empty = (): IntroductionDraft => ({
  note: '',
  meeting: '',
  words: {},
  guest: { name: '', email: '', word: '', locale: '' },
})

export const readIntroductionDraft = (accountId: string, two: readonly string[]): IntroductionDraft => ({
  ...empty(),
  ...readKept<Partial<IntroductionDraft>>(keyOf(accountId, two)),
})

export function keepIntroductionDraft(accountId: string, two: readonly string[], draft: IntroductionDraft | null) {
  const said = draft && [draft.note, draft.meeting, draft.guest.name, draft.guest.email].some((text) => text.trim())
  keep(keyOf(accountId, two), said ? draft : null)
}
