/** A list as its page came, and what one asked to see of it since. Another page begins it anew. */
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { sentenceOf } from './sentence.ts'

type Part<T> = { items: T[]; older: string | null }

export function createList<T>(page: () => Part<T>, read: (older: string) => Promise<Part<T>>, language: Language) {
  // In two steps, so that what one asked for stays where all else on the screen is read again.
  const first = $derived(page())
  let all = $derived<Part<T>>(first)

  return {
    get items() {
      return all.items
    },
    set items(items: T[]) {
      all = { ...all, items }
    },
    get older() {
      return all.older
    },
    async more(event?: Event) {
      event?.preventDefault()
      if (all.older === null) return
      const begun = first
      try {
        const next = await read(all.older)
        if (begun === first) all = { items: [...all.items, ...next.items], older: next.older }
      } catch (error) {
        toast(sentenceOf(error, language))
      }
    },
  }
}
