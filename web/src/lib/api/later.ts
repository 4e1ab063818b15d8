/** What the eye has seen done, told to the server only when its toast has gone, so that undoing it means it was never said. */
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { sentenceOf } from './sentence.ts'

type Deed = {
  tell: () => Promise<unknown>
  /** As it was before: where one undoes it, and where the server says no. */
  back?: () => void
  /** What follows only where one undoes it oneself. */
  undone?: () => void
}

export function tellLater(said: string, { tell, back, undone }: Deed, language: Language): void {
  toast(said, {
    undo: () => {
      back?.()
      undone?.()
    },
    commit: () =>
      void tell().catch((error: unknown) => {
        back?.()
        toast(sentenceOf(error, language))
      }),
  })
}
