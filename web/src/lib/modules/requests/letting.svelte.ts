/** Letting a request be: told to the server only when the toast has gone, so that taking it back means it never was. */
import type { PassedRequest } from '#lib/api/entities.ts'
import { dealWith } from '#lib/api/requests.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

/** Those one has just let be, while the toast still lets one take that back. */
export const resting = $state<Record<string, true>>({})

/** `leave` where it takes one elsewhere, and undoing it back again. */
export function letBe({ id }: PassedRequest, language: Language, leave?: (back: boolean) => void) {
  const rest = (does: boolean) => {
    if (does) resting[id] = true
    else delete resting[id]
    leave?.(!does)
  }
  rest(true)
  toast(language.t('requests.let_be_toast'), {
    undo: () => rest(false),
    commit: () =>
      void dealWith(id, { deed: 'left' })
        .then(() => waiting.ask())
        .catch((error: unknown) => {
          delete resting[id]
          toast(sentenceOf(error, language))
        }),
  })
}
