/** Thanking in one tap: lit at once, out again with the server's sentence if refused. A second tap is for a word, not for a second thanks. */
import type { Account } from '#lib/api/entities.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { thank, type About, type Thanks } from '#lib/api/thanks.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { keep } from './takingback.svelte.ts'
import { wording } from './wording.svelte.ts'

/** What somebody did that one can thank them for. */
export type Kindness = { about: About; id: string; by: Account }
export type Thanking = ReturnType<typeof createThanking>

/** From a menu, where nothing could be lit. */
export async function thankFor(kindness: Kindness, language: Language) {
  try {
    sayWhereItIs(await thank(kindness.about, kindness.id), kindness.by, language)
  } catch (error) {
    toast(sentenceOf(error, language))
  }
}

/** For what stands on one screen, some of which one thanked for already. */
export function createThanking(given: Thanks[], language: Language) {
  /** Null while it is on its way, or given by the server itself. */
  const lit = $state<Record<string, Thanks | null>>(
    Object.fromEntries(given.map((thanks) => [keyOf({ about: thanks.about!, id: thanks.about_id! }), thanks])),
  )
  const underway = new Set<string>()

  async function give(kindness: Kindness): Promise<Thanks | undefined> {
    const key = keyOf(kindness)
    if (underway.has(key)) return
    underway.add(key)
    const before = key in lit
    lit[key] ??= null
    try {
      const thanks = await thank(kindness.about, kindness.id)
      keep(thanks)
      return (lit[key] = thanks)
    } catch (error) {
      if (!before) delete lit[key]
      toast(sentenceOf(error, language))
    } finally {
      underway.delete(key)
    }
  }
  const follow = (key: string) => (now: Thanks | null) => void (now ? (lit[key] = now) : delete lit[key])

  async function addWord(kindness: Kindness) {
    const key = keyOf(kindness)
    const thanks = lit[key] ?? (await give(kindness))
    if (thanks) wording.begin(thanks, follow(key))
  }

  return {
    isLit: (kindness: Pick<Kindness, 'about' | 'id'>) => keyOf(kindness) in lit,
    wordFor: (kindness: Pick<Kindness, 'about' | 'id'>) => lit[keyOf(kindness)]?.word ?? null,
    addWord,
    /** The second half of a double tap is no wish to say more. */
    async tap(event: MouseEvent, kindness: Kindness) {
      event.preventDefault()
      if (event.detail > 1) return
      const key = keyOf(kindness)
      if (key in lit) return addWord(kindness)
      const thanks = await give(kindness)
      if (thanks) sayWhereItIs(thanks, kindness.by, language, follow(key))
    },
    /** Given by the server itself, or taken back as long as it has no word. */
    follow: (kindness: Pick<Kindness, 'about' | 'id'>, is: boolean) =>
      void (is ? (lit[keyOf(kindness)] ??= null) : lit[keyOf(kindness)]?.word || delete lit[keyOf(kindness)]),
  }
}

const keyOf = ({ about, id }: Pick<Kindness, 'about' | 'id'>) => `${about} ${id}`

function sayWhereItIs(thanks: Thanks, by: Account, language: Language, onchange?: (now: Thanks | null) => void) {
  toast(language.t('goodwill.is_with', { name: firstName(by) }), {
    action: {
      label: language.t(thanks.word ? 'goodwill.change_word' : 'goodwill.add_word'),
      act: () => wording.begin(thanks, onchange),
    },
  })
}
