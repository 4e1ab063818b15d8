/** Something being asked: its words and how far it may go, kept as a draft until the server has it. */
import { ask } from '#lib/api/asks.ts'
import type { Me } from '#lib/api/entities.ts'
import { createPictures } from '#lib/modules/statuses/pictures.svelte.ts'
import type { Language } from '#lib/ui/language.ts'
import { keepAskDraft, readAskDraft, type AskDraft } from './draft.ts'
import { endOf, mayBeUnnamed, usualReach } from './reach.ts'

export function createAsking(me: Me, language: Language) {
  const fields = $state<Omit<AskDraft, 'media'>>({
    question: '',
    details: '',
    reach: usualReach(me),
    circleIds: [],
    named: true,
    until: '',
  })
  const pictures = createPictures(language, keep)

  function keep() {
    keepAskDraft(me.account.id, { ...$state.snapshot(fields), media: pictures.media() })
  }

  return {
    fields,
    pictures,
    keep,
    /** Once there is a browser that may have kept it. */
    begin() {
      const draft = readAskDraft(me.account.id)
      if (!draft) return
      const { media, ...kept } = draft
      Object.assign(fields, kept)
      pictures.restore(media, { fromDraft: true })
    },
    get circleMissing() {
      return fields.reach === 'circles' && fields.circleIds.length === 0
    },
    get ready() {
      return fields.question.trim() !== '' && !pictures.underway && !this.circleMissing
    },
    async send() {
      await pictures.describe()
      const { question, details, reach, circleIds, named, until } = fields
      const made = await ask({
        question: question.trim(),
        details: details.trim(),
        reach,
        circle_ids: reach === 'circles' ? [...circleIds] : undefined,
        named: mayBeUnnamed(reach) ? named : true,
        deadline: endOf(until),
        language: me.default_language || me.locale,
        media_ids: pictures.media().map(({ id }) => id),
      })
      keepAskDraft(me.account.id, null)
      return made
    },
  }
}
