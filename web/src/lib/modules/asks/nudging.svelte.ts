/**
 * What one does with a question one was asked: "I don't know" and "not now" are told to the server only when their toast has gone, so
 * that taking them back means they were never said. Until somebody answers, or passes it on, each may become another.
 */
import { declineNudge, passNudge, type Deed, type Nudge } from '#lib/api/asks.ts'
import type { Account } from '#lib/api/entities.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

type Declining = 'unknown' | 'later'

const given = $state<Record<string, Deed>>({})

export const deedOf = (nudge: Nudge): Deed | null => given[nudge.id] ?? nudge.deed

export function decline(nudge: Nudge, deed: Declining, language: Language) {
  const { id } = nudge
  const before = deedOf(nudge)
  const kept = given[id]
  given[id] = deed
  const takeBack = () => {
    if (kept) given[id] = kept
    else delete given[id]
  }
  const send = async (what: Declining) => {
    try {
      await declineNudge(id, what)
      void waiting.ask()
    } catch (error) {
      takeBack()
      toast(sentenceOf(error, language))
    }
  }
  toast(language.t(`asks.${deed}_toast`), {
    undo: () => {
      takeBack()
      // Nothing was sent of it if this was said before its toast had gone.
      if (before === 'unknown' || before === 'later') void send(before)
    },
    // What one said since counts instead.
    commit: () => void (given[id] === deed && send(deed)),
  })
}

/** Throws what it was refused with. */
export async function passOn({ id }: Nudge, to: Account, word: string, language: Language) {
  await passNudge(id, to.id, word)
  given[id] = 'passed'
  toast(language.t('asks.passed_toast', { name: firstName(to) }))
  void waiting.ask()
}
