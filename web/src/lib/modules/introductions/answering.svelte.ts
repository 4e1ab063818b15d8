/**
 * Answering an introduction of either kind. A yes goes out at once. A no and a "later" close with a toast; the no is told to the
 * server only when the toast has gone, so that taking it back means it was never said.
 */
import type { Account } from '#lib/api/entities.ts'
import { tellLater } from '#lib/api/later.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import { callName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { answerEither } from './both.ts'
import { isWithGuest, keyOf, otherOf, type Either } from './roles.ts'

/** Put off for now: it stays in the inbox, only not in the way. */
const laterKey = (introduction: Either) => `kith:later:${keyOf(introduction)}`
export const isPutOff = (introduction: Either) =>
  typeof sessionStorage !== 'undefined' && sessionStorage.getItem(laterKey(introduction)) === 'yes'

/** Those one has just said no to, while the toast still lets one take that back: they are asked nowhere meanwhile. */
const declined = $state<Record<string, true>>({})
export const isDeclined = (introduction: Either) => keyOf(introduction) in declined

export async function sayYes(introduction: Either, me: Account, language: Language) {
  const mine = isWithGuest(introduction)
    ? introduction
    : introduction.parties.find(({ account }) => account.id === me.id)
  const before = mine?.answer ?? null
  delete declined[keyOf(introduction)]
  if (mine) mine.answer = 'yes'
  try {
    const now = await answerEither(introduction, 'yes')
    if (now) Object.assign(introduction, now)
    void waiting.ask()
  } catch (error) {
    if (mine) mine.answer = before
    toast(sentenceOf(error, language))
  }
}

/** `leave` where the answer takes one elsewhere, and undoing it back again. */
export function sayNo(introduction: Either, me: Account, language: Language, leave?: (back: boolean) => void) {
  const said = language.t('introductions.no_silent', { name: callName(otherOf(introduction, me)) })
  const tell = () => answerEither(introduction, 'no').then(() => waiting.ask())
  tellLater(said, { tell, back: decline(introduction, leave) }, language)
}

/** Asks it nowhere any more, until the function it gives back is called. */
export function decline(introduction: Either, leave?: (back: boolean) => void): () => void {
  const key = keyOf(introduction)
  declined[key] = true
  leave?.(false)
  return () => {
    delete declined[key]
    leave?.(true)
  }
}

export function putOff(introduction: Either, language: Language, show: (visible: boolean) => void) {
  const key = laterKey(introduction)
  show(false)
  sessionStorage.setItem(key, 'yes')
  toast(language.t('introductions.later_inbox'), {
    undo: () => {
      sessionStorage.removeItem(key)
      show(true)
    },
  })
}
