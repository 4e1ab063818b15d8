/** The pictures of something being said: on their way, arrived, described. */
import { isRefusal } from '#lib/api/client.ts'
import type { Media } from '#lib/api/entities.ts'
import { limits } from '#lib/api/limits.ts'
import { describeMedia, uploadMedia } from '#lib/api/media.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

export type Picture = {
  key: number
  preview: string
  description: string
  /** How much of it has gone out, 0 to 1; null when it has arrived. */
  progress: number | null
  media: Media | null
  stop: () => void
}

let next = 0

export function createPictures(language: Language, onchange: () => void) {
  const list = $state<Picture[]>([])

  async function add(chosen: Iterable<File>) {
    // Copied at once: a chooser's list empties when the chooser is reset.
    const files = [...chosen]
    const { pictures: most, pictureBytes } = await limits()
    for (const file of files) {
      if (!file.type.startsWith('image/')) toast(language.t('composer.no_picture', { name: file.name }))
      else if (list.length >= most) return toast(language.t('composer.too_many', { count: most }))
      else if (file.size > pictureBytes)
        toast(language.t('composer.too_large', { name: file.name, megabytes: Math.floor(pictureBytes / 1_000_000) }))
      else void send(file)
    }
  }

  async function send(file: File) {
    const abort = new AbortController()
    const key = next++
    list.push({
      key,
      preview: URL.createObjectURL(file),
      description: '',
      progress: 0,
      media: null,
      stop: () => abort.abort(),
    })
    const entry = list.find((picture) => picture.key === key)
    if (!entry) return
    try {
      entry.media = await uploadMedia(file, (part) => (entry.progress = part), abort.signal)
      entry.progress = null
      onchange()
    } catch (error) {
      remove(key)
      if (!(isRefusal(error) && error.code === 'stopped')) toast(sentenceOf(error, language))
    }
  }

  function remove(key: number) {
    const at = list.findIndex((picture) => picture.key === key)
    const [gone] = at < 0 ? [] : list.splice(at, 1)
    gone?.stop()
    if (gone?.preview.startsWith('blob:')) URL.revokeObjectURL(gone.preview)
    onchange()
  }

  return {
    list,
    add,
    remove,
    get underway() {
      return list.some(({ progress }) => progress !== null)
    },
    /** What is from a draft says what it shows only here; the server has not heard of it. */
    restore(media: Media[], { fromDraft }: { fromDraft: boolean }) {
      for (const one of media)
        list.push({
          key: next++,
          preview: one.preview_url ?? one.url ?? '',
          description: one.description ?? '',
          progress: null,
          media: fromDraft ? { ...one, description: null } : one,
          stop: () => {},
        })
    },
    /** Tells the server what the pictures show, where that changed. */
    describe: () =>
      Promise.all(
        list.map(async ({ media, description }) => {
          if (media && description.trim() !== (media.description ?? ''))
            await describeMedia(media.id, description.trim())
        }),
      ),
    media: () => list.flatMap(({ media, description }) => (media ? [{ ...media, description }] : [])),
  }
}
