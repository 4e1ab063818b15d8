/** What one began to write to two people, kept until they are asked. */

export type GuestDraft = { name: string; email: string; word: string; locale: 'de' | 'en' | '' }
export type IntroductionDraft = { note: string; meeting: string; words: Record<string, string>; guest: GuestDraft }

const keyOf = (accountId: string) => `kith:draft:${accountId}:introduction`
const empty = (): IntroductionDraft => ({
  note: '',
  meeting: '',
  words: {},
  guest: { name: '', email: '', word: '', locale: '' },
})

export function readIntroductionDraft(accountId: string): IntroductionDraft {
  try {
    return { ...empty(), ...(JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '{}') as Partial<IntroductionDraft>) }
  } catch {
    return empty()
  }
}

export function keepIntroductionDraft(accountId: string, draft: IntroductionDraft | null) {
  const said = draft && [draft.note, draft.meeting, draft.guest.name, draft.guest.email].some((text) => text.trim())
  try {
    if (said) localStorage.setItem(keyOf(accountId), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(accountId))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}
