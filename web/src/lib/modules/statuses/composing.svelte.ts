/** Something being said or changed: its words and settings, kept as a draft until the server has them. */
import { createApi } from '#lib/api/client.ts'
import type { Me, Status, StatusSource, Visibility } from '#lib/api/entities.ts'
import type { Saying } from '#lib/modules/start/start.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'
import { createPictures } from './pictures.svelte.ts'
import { addressed, say } from './say.ts'

export function createComposing(me: Me, { edit, replyTo, to, text: begun }: Saying, language: Language) {
  const what = edit ? `edit-${edit.id}` : replyTo ? `to-${replyTo.id}` : to ? `letter-${to.id}` : 'new'
  const draft = readDraft(me.account.id, what)
  // The same key for every try, so that what arrived although the answer got lost is not said twice.
  const key = crypto.randomUUID()

  let text = $state(begun ?? draft?.text ?? (to ? `@${to.acct} ` : ''))
  let warning = $state(draft?.warning ?? edit?.spoiler_text ?? '')
  let warned = $state(draft?.warned ?? Boolean(edit?.spoiler_text))
  let visibility = $state<Visibility>(
    draft?.visibility ?? edit?.visibility ?? replyTo?.visibility ?? (to ? 'direct' : me.default_visibility),
  )
  let spoken = $state(draft?.language || edit?.language || me.default_language || me.locale)
  const pictures = createPictures(language, keep)
  pictures.restore(draft?.media ?? edit?.media_attachments ?? [])

  function keep() {
    keepDraft(me.account.id, what, { text, warning, warned, visibility, language: spoken, media: pictures.media() })
  }

  async function send(): Promise<Status> {
    await pictures.describe()
    const said = edit ? await change(edit) : await create()
    dropDraft(me.account.id, what)
    return said
  }

  const create = () =>
    say(
      {
        text: replyTo ? addressed(text.trim(), replyTo, me.account) : text.trim(),
        warning: warned ? warning.trim() : '',
        visibility,
        language: spoken,
        mediaIds: pictures.media().map(({ id }) => id),
        replyTo: replyTo?.id,
      },
      key,
    )

  const change = (status: Status) =>
    createApi().put<Status>(`/api/v1/statuses/${status.id}`, {
      status: text.trim(),
      spoiler_text: warned ? warning.trim() : '',
      sensitive: warned && Boolean(warning.trim()),
      language: spoken,
      media_ids: pictures.media().map(({ id }) => id),
      media_attributes: pictures.media().map(({ id, description }) => ({ id, description })),
    })

  return {
    get text() {
      return text
    },
    set text(value) {
      text = value
      keep()
    },
    get warning() {
      return warning
    },
    set warning(value) {
      warning = value
      keep()
    },
    get warned() {
      return warned
    },
    set warned(value) {
      warned = value
      keep()
    },
    get visibility() {
      return visibility
    },
    set visibility(value) {
      visibility = value
      keep()
    },
    get spoken() {
      return spoken
    },
    set spoken(value) {
      spoken = value
      keep()
    },
    pictures,
    send,
    get sayable() {
      return (text.trim() !== '' || pictures.list.length > 0) && !pictures.underway
    },
    /** What somebody changes begins with what they once typed, not with what became of it. */
    async begin() {
      if (!edit || draft) return
      const source = await createApi().get<StatusSource>(`/api/v1/statuses/${edit.id}/source`)
      text = source.text
      warning = source.spoiler_text
    },
  }
}
