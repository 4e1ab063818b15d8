/**
 * Answering a ring. A yes goes out at once. A no closes with a toast and is told to the server only when that has gone, so that taking it
 * back means it was never said.
 */
import { createApi, isRefusal } from '#lib/api/client.ts'
import { tellLater } from '#lib/api/later.ts'
import { answerRing, readRing, type Ring } from '#lib/api/rings.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { listen } from '#lib/api/streaming.ts'
import { waiting } from '#lib/modules/inbox/waiting.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

export const ringHref = ({ id }: { id: string }) => `/offers/rings/${id}`

/** Those one has just left, while the toast still lets one take that back: they stand nowhere meanwhile. */
const left = $state<Record<string, true>>({})
export const isLeft = ({ id }: { id: string }) => id in left

/** While it is shown: `ring` is as it is now, and `over` hears when it is no more. What one said here holds until the server knows it. */
export function watchRing(ring: Ring, over: () => void): () => void {
  async function look() {
    try {
      const now = await readRing(createApi(), ring.id)
      Object.assign(ring, now, { answer: ring.answer ?? now.answer })
    } catch (error) {
      if (isRefusal(error) && error.status === 404) over()
    }
  }
  const how = { params: { offer: ring.gives.offer.id }, catchUp: () => void look() }
  return listen('kith:offer', () => void look(), how)
}

/** `ring` is shown by whoever asks. */
export async function joinRing(ring: Ring, language: Language): Promise<void> {
  const before = ring.answer
  ring.answer = 'yes'
  try {
    Object.assign(ring, await answerRing(ring.id, 'yes'))
    void waiting.ask()
  } catch (error) {
    ring.answer = before
    toast(sentenceOf(error, language))
  }
}

/** `leave` takes one elsewhere, and undoing it back again. */
export function leaveRing({ id }: Ring, language: Language, leave?: (back: boolean) => void): void {
  left[id] = true
  leave?.(false)
  const tell = () => answerRing(id, 'no').then(() => waiting.ask())
  const back = () => {
    delete left[id]
    leave?.(true)
  }
  tellLater(language.t('offers.ring_left'), { tell, back }, language)
}
