/** Letting a request be: told to the server only when the toast has gone, so that taking it back means it never was. */
import type { PassedRequest } from '#lib/api/entities.ts'
import { tellLater } from '#lib/api/later.ts'
import { dealWith } from '#lib/api/requests.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import type { Language } from '#lib/ui/language.ts'

/** Those one has just let be, while the toast still lets one take that back. */
export const resting = $state<Record<string, true>>({})

/** `leave` where it takes one elsewhere, and undoing it back again. */
export function letBe({ id }: PassedRequest, language: Language, leave?: (back: boolean) => void) {
  resting[id] = true
  leave?.(false)
  tellLater(
    language.t('requests.let_be_toast'),
    {
      tell: () => dealWith(id, { deed: 'left' }).then(() => waiting.ask()),
      back: () => delete resting[id],
      undone: () => leave?.(true),
    },
    language,
  )
}
