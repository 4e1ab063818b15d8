/** A form on its way to the server, one at a time, and the sentence it was refused with. */
import type { Language } from '#lib/ui/language.ts'
import { sentenceOf } from './sentence.ts'

export function createSending(language: Language, refused = '') {
  let busy = $state(false)
  let wrong = $state(refused)

  return {
    get busy() {
      return busy
    },
    get wrong() {
      return wrong
    },
    set wrong(sentence: string) {
      wrong = sentence
    },
    async run(send: () => Promise<void>) {
      if (busy) return
      busy = true
      wrong = ''
      try {
        await send()
      } catch (error) {
        wrong = sentenceOf(error, language)
      } finally {
        busy = false
      }
    },
  }
}
