/** Something being said or changed: its words and settings, kept as a draft until the server has them. */
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { CircleName, Me, Status, StatusSource, Visibility } from '#lib/api/entities.ts'
import type { Saying } from '#lib/modules/start/start.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'
import { createPictures } from './pictures.svelte.ts'
import { addressed, say } from './say.ts'

export function createComposing(me: Me, saying: Saying, language: Language, known?: CircleName[]) {
  const { edit, replyTo, to, text: begun } = saying
  const what = kindOf(saying)
  const draft = readDraft(me.account.id, what)
  // The same key for every try, so that what arrived although the answer got lost is not said twice.
  const key = crypto.randomUUID()

  let text = $state(begun ?? draft?.text ?? (to ? `@${to.acct} ` : ''))
  let warning = $state(draft?.warning ?? edit?.spoiler_text ?? '')
  let warned = $state(draft?.warned ?? Boolean(edit?.spoiler_text))
  // Followers-only, an answer is for the circle of what it answers.
  const inherited = !draft || draft.visibility === 'private' ? replyTo?.circle : null
  let circle = $state(saying.circle ?? draft?.circle ?? inherited ?? null)
  let circles = $state(known)
  let visibility = $state<Visibility>(
    circle
      ? 'private'
      : (draft?.visibility ?? edit?.visibility ?? replyTo?.visibility ?? (to ? 'direct' : me.default_visibility)),
  )
  let spoken = $state(draft?.language || edit?.language || me.default_language || me.locale)
  const pictures = createPictures(language, keep)
  pictures.restore(draft?.media ?? edit?.media_attachments ?? [], { fromDraft: Boolean(draft && !edit) })

  function keep() {
    const media = pictures.media()
    keepDraft(me.account.id, what, { text, warning, warned, visibility, circle, language: spoken, media })
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
        // A comment goes to the circle of what it answers by itself, also where that circle is no more.
        circleId: circle && circle.id !== replyTo?.circle?.id ? circle.id : undefined,
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
    /** The circle it is for, if it is for one. */
    get circle() {
      return circle
    },
    /** One's circles to choose from, that of what is answered first. */
    get circles() {
      const all = [replyTo?.circle, circle, ...(circles ?? [])].filter((one) => one != null)
      return [...new Map(all.map((one) => [one.id, one])).values()]
    },
    /** The circle it was begun for is no more: who else is to read it must be said first. */
    get homeless() {
      const kept = circle?.id
      return Boolean(kept && circles && kept !== replyTo?.circle?.id && !circles.some(({ id }) => id === kept))
    },
    /** Followers-only is for the same circle again. */
    answersCircle: Boolean(replyTo?.circle),
    addressTo(whom: Visibility | CircleName) {
      circle = typeof whom === 'string' ? null : whom
      visibility = typeof whom === 'string' ? whom : 'private'
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
      return (text.trim() !== '' || pictures.list.length > 0) && !pictures.underway && !this.homeless
    },
    /** What somebody changes begins with what they once typed, not with what became of it. */
    async begin() {
      if (!edit) circles ??= await circleNames(createApi()).catch(() => undefined)
      if (!edit || draft) return
      const source = await createApi().get<StatusSource>(`/api/v1/statuses/${edit.id}/source`)
      text = source.text
      warning = source.spoiler_text
    },
  }
}

/** Under which name its draft is kept. */
function kindOf({ edit, replyTo, to, circle }: Saying): string {
  if (edit) return `edit-${edit.id}`
  if (replyTo) return `to-${replyTo.id}`
  if (to) return `letter-${to.id}`
  return circle ? `circle-${circle.id}` : 'new'
}
