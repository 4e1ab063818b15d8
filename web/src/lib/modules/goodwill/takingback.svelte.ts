/** Thanks taken back, out of every list at once: the server hears of each only when its toast has gone. */
import { SvelteSet } from 'svelte/reactivity'
import { tellLater } from '#lib/api/later.ts'
import { takeBackThanks, type Thanks } from '#lib/api/thanks.ts'
import type { Language } from '#lib/ui/language.ts'

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
  const tell = async () => {
    if (away.has(id)) await takeBackThanks(id)
  }
  tellLater(language.t('goodwill.taken_back'), { tell, back: () => put(true) }, language)
}

/** Thanked for again meanwhile, it stays. */
export const keep = ({ id }: Thanks) => void away.delete(id)
