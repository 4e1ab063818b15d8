/** Thanks taken back, out of every list at once: the server hears of each only when its toast has gone. */
import { SvelteSet } from 'svelte/reactivity'
import { sentenceOf } from '#lib/api/sentence.ts'
import { takeBackThanks, type Thanks } from '#lib/api/thanks.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

const away = new SvelteSet<string>()

export const stillGiven = (all: Thanks[]): Thanks[] => all.filter(({ id }) => !away.has(id))

/** `is` hears whether it still stands. */
export function takeBack({ id }: Thanks, is: (given: boolean) => void, language: Language) {
  const put = (given: boolean) => {
    if (given) away.delete(id)
    else away.add(id)
    is(given)
  }
  put(false)
  toast(language.t('goodwill.taken_back'), {
    undo: () => put(true),
    commit: () => {
      if (!away.has(id)) return
      void takeBackThanks(id).catch((error: unknown) => {
        put(true)
        toast(sentenceOf(error, language))
      })
    },
  })
}

/** Thanked for again meanwhile, it stays. */
export const keep = ({ id }: Thanks) => void away.delete(id)
