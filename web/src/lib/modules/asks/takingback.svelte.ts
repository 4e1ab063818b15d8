/** Questions taken back, out of every list at once: the server hears of each only when its toast has gone. */
import { SvelteSet } from 'svelte/reactivity'
import { takeBackAsk } from '#lib/api/asks.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

const away = new SvelteSet<string>()

export const stillThere = <T extends { id: string }>(asks: T[]): T[] => asks.filter(({ id }) => !away.has(id))

export function takeBack(id: string, undone: () => void, language: Language) {
  away.add(id)
  const isBack = () => void away.delete(id)
  toast(language.t('asks.taken_back'), {
    undo: () => {
      isBack()
      undone()
    },
    commit: () =>
      void takeBackAsk(id).catch((error: unknown) => {
        isBack()
        toast(sentenceOf(error, language))
      }),
  })
}
