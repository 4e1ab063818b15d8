/**
 * Answering an introduction. A yes goes out at once. A no and a "later" close with a toast; the no is told to the server
 * only when the toast has gone, so that taking it back means it was never said.
 */
import { answerIntroduction } from '#lib/api/introductions.ts'
import type { Account, Introduction } from '#lib/api/entities.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { sides } from './roles.ts'

/** Put off for now: it stays in the inbox, only not in the way. */
const laterKey = (id: string) => `kith:later:${id}`
export const isPutOff = (introduction: Introduction) =>
  typeof sessionStorage !== 'undefined' && sessionStorage.getItem(laterKey(introduction.id)) === 'yes'

/** Those one has just said no to, while the toast still lets one take that back: they are asked nowhere meanwhile. */
export const declined = $state<Record<string, true>>({})

export async function sayYes(introduction: Introduction, me: Account, language: Language) {
  const mine = introduction.parties.find(({ account }) => account.id === me.id)
  const before = mine?.answer ?? null
  delete declined[introduction.id]
  if (mine) mine.answer = 'yes'
  try {
    const now = await answerIntroduction(introduction.id, 'yes')
    if (now) Object.assign(introduction, now)
    void waiting.ask()
  } catch (error) {
    if (mine) mine.answer = before
    toast(sentenceOf(error, language))
  }
}

/** `leave` where the answer takes one elsewhere, and undoing it back again. */
export function sayNo(introduction: Introduction, me: Account, language: Language, leave?: (back: boolean) => void) {
  const { id } = introduction
  decline(
    { key: id, name: firstName(sides(introduction, me).other) },
    () => answerIntroduction(id, 'no'),
    language,
    leave,
  )
}

/** The same for whatever asks whether one would meet somebody. */
export function decline(
  { key, name }: { key: string; name: string },
  tell: () => Promise<unknown>,
  language: Language,
  leave?: (back: boolean) => void,
) {
  const close = (no: boolean) => {
    if (no) declined[key] = true
    else delete declined[key]
    leave?.(!no)
  }
  close(true)
  toast(language.t('introductions.no_silent', { name }), {
    undo: () => close(false),
    commit: () =>
      void tell()
        .then(() => waiting.ask())
        .catch((error: unknown) => {
          close(false)
          toast(sentenceOf(error, language))
        }),
  })
}

export function putOff(introduction: { id: string }, language: Language, show: (visible: boolean) => void) {
  show(false)
  sessionStorage.setItem(laterKey(introduction.id), 'yes')
  toast(language.t('introductions.later_inbox'), {
    undo: () => {
      sessionStorage.removeItem(laterKey(introduction.id))
      show(true)
    },
  })
}
