/** What one began to write to two people, kept until they are asked. */

export type IntroductionDraft = { note: string; words: Record<string, string> }

const keyOf = (accountId: string) => `kith:draft:${accountId}:introduction`

export function readIntroductionDraft(accountId: string): IntroductionDraft {
  try {
    return (
      (JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null') as IntroductionDraft | null) ?? {
        note: '',
        words: {},
      }
    )
  } catch {
    return { note: '', words: {} }
  }
}

export function keepIntroductionDraft(accountId: string, draft: IntroductionDraft | null) {
  try {
    if (draft?.note.trim()) localStorage.setItem(keyOf(accountId), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(accountId))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}
