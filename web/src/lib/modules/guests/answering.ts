/** Answering an introduction to somebody with only e-mail: as any other, and it is in nobody's way meanwhile. */
import { answerGuest } from '#lib/api/guests.ts'
import type { GuestIntroduction } from '#lib/api/entities.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import { decline, declined } from '#lib/modules/introductions/answering.svelte.ts'
import { keyOf } from '#lib/modules/introductions/roles.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

export async function sayYesToGuest(introduction: GuestIntroduction, language: Language) {
  const before = introduction.answer
  delete declined[keyOf(introduction)]
  introduction.answer = 'yes'
  try {
    Object.assign(introduction, await answerGuest(introduction.id, 'yes'))
    void waiting.ask()
  } catch (error) {
    introduction.answer = before
    toast(sentenceOf(error, language))
  }
}

export function sayNoToGuest(introduction: GuestIntroduction, language: Language, leave?: (back: boolean) => void) {
  const { id, guest } = introduction
  decline({ key: keyOf(introduction), name: guest.name }, () => answerGuest(id, 'no'), language, leave)
}
