/** What one can do with a status at a tap. It shows at once and is taken back, with the server's sentence, if refused. */
import { createApi } from '#lib/api/client.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import type { Status } from '#lib/api/entities.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

const marks = { favourite: 'favourited', reblog: 'reblogged', bookmark: 'bookmarked' } as const
export type Mark = keyof typeof marks

export async function toggle(status: Status, mark: Mark, language: Language) {
  const flag = marks[mark]
  const before = status[flag] ?? false
  status[flag] = !before
  try {
    await createApi().post(`/api/v1/statuses/${status.id}/${before ? 'un' : ''}${mark}`)
    if (mark === 'reblog') toast(language.t(before ? 'status.passed_back' : 'status.passed'))
    if (mark === 'bookmark') toast(language.t(before ? 'status.unkept' : 'status.kept'))
  } catch (error) {
    status[flag] = before
    toast(sentenceOf(error, language))
  }
}
