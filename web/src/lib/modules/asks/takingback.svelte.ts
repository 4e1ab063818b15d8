/** Questions taken back, out of every list at once: the server hears of each only when its toast has gone. */
import { SvelteSet } from 'svelte/reactivity'
import { takeBackAsk } from '#lib/api/asks.ts'
import { tellLater } from '#lib/api/later.ts'
import type { Language } from '#lib/ui/language.ts'

const away = new SvelteSet<string>()

export const stillThere = <T extends { id: string }>(asks: T[]): T[] => asks.filter(({ id }) => !away.has(id))

export function takeBack(id: string, undone: () => void, language: Language) {
  away.add(id)
  const deed = { tell: () => takeBackAsk(id), back: () => void away.delete(id), undone }
  tellLater(language.t('asks.taken_back'), deed, language)
}
