/**
 * An ask while one reads it: what stood there on opening in its order, what came since below it, so that nothing one reads is moved.
 * The server says only that something changed; it is then read again.
 */
import {
  answerAsk,
  markHelped,
  readAnswers,
  readAsk,
  takeBackAnswer,
  takeOffer,
  type Answer,
  type Ask,
} from '#lib/api/asks.ts'
import { createApi, isRefusal, type Page } from '#lib/api/client.ts'
import { listen } from '#lib/api/streaming.ts'
import { isNewer } from '#lib/modules/timelines/feed.svelte.ts'

export type OpenAsk = ReturnType<typeof openAsk>
export type Pending = { key: number; text: string; parentId: string | null; kind: Answer['kind'] }

const GLOW = 8_000

export function openAsk(given: Ask, page: Page<Answer>) {
  const ask = $state(given)
  let before = $state(page.items.toReversed())
  let since = $state<Answer[]>([])
  let older = $state(page.older)
  let gone = $state(false)
  const fresh = $state<Record<string, true>>({})
  const pending = $state<Pending[]>([])
  const hidden = $state<Record<string, true>>({})
  const helpedAtFirst = new Set(page.items.filter(({ helped }) => helped).map(({ id }) => id))
  let next = 0

  const all = () => [...before, ...since]
  const shown = (list: Answer[]) => list.filter(({ id }) => !(id in hidden))

  function take({ items: answers, older: more }: Page<Answer>, mineHere: boolean) {
    for (const answer of answers.toReversed()) {
      const known = all().find(({ id }) => id === answer.id)
      if (known) Object.assign(known, answer)
      // What one wrote oneself stands where one wrote it.
      else if (answer.mine && mineHere && answer.parent_id) before.push(answer)
      else arrive(answer)
    }
    const oldest = answers.at(-1)?.id
    const there = new Set(answers.map(({ id }) => id))
    // Of those further back nothing was heard.
    const stays = ({ id }: Answer) => there.has(id) || (more !== null && oldest !== undefined && isNewer(oldest, id))
    before = before.filter(stays)
    since = since.filter(stays)
  }

  function arrive(answer: Answer) {
    since.push(answer)
    if (answer.mine) return
    fresh[answer.id] = true
    setTimeout(() => delete fresh[answer.id], GLOW)
  }

  async function look(mineHere = false) {
    const api = createApi()
    try {
      const [now, answers] = await Promise.all([readAsk(api, ask.id), readAnswers(api, ask.id)])
      Object.assign(ask, now)
      take(answers, mineHere)
    } catch (error) {
      if (isRefusal(error) && error.status === 404) gone = true
    }
  }

  return {
    get ask() {
      return ask
    },
    get gone() {
      return gone
    },
    get older() {
      return older
    },
    /** What helped first, then in the order of time; new ones stand below. */
    get answers() {
      const found = shown(before).filter(({ kind }) => kind === 'answer')
      return found.toSorted((a, b) => Number(helpedAtFirst.has(b.id)) - Number(helpedAtFirst.has(a.id)))
    },
    /** On the ask itself, or on what is not there any more. */
    get asides() {
      return shown(before).filter(
        ({ kind, parent_id: to }) => kind === 'comment' && !(to && before.some(({ id }) => id === to)),
      )
    },
    get since() {
      return shown(since)
    },
    on: (answer: Answer) => shown(before).filter(({ parent_id: to }) => to === answer.id),
    find: (id: string | null) => all().find((one) => one.id === id),
    fresh,
    pending,
    hide: (id: string, is: boolean) => void (is ? (hidden[id] = true) : delete hidden[id]),
    update: (now: Ask) => void Object.assign(ask, now),
    watch: () => listen('kith:ask', () => void look(), { params: { ask: ask.id }, catchUp: () => void look() }),
    async earlier() {
      const found = await readAnswers(createApi(), ask.id, older)
      before = [...found.items.toReversed(), ...before]
      older = found.older
    },
    /** Stands there at once; what the server makes of it takes its place. */
    async say(text: string, kind: Answer['kind'], parentId: string | null, introduceTo: string | null = null) {
      const key = next++
      pending.push({ key, text, kind, parentId })
      try {
        Object.assign(ask, await answerAsk(ask.id, { text, kind, parent_id: parentId, introduce_to: introduceTo }))
        await look(true)
      } finally {
        pending.splice(
          pending.findIndex((one) => one.key === key),
          1,
        )
      }
    },
    /** Shown at once, and taken back if refused. */
    async helped(answer: Answer, helped: boolean) {
      answer.helped = helped
      try {
        Object.assign(ask, await markHelped(answer.id, helped))
      } catch (error) {
        answer.helped = !helped
        throw error
      }
    },
    /** Shown at once, and taken back if refused; whom it made known is read again. */
    async takeOffer(answer: Answer, taken: boolean) {
      const { offer } = answer
      if (!offer) return
      answer.offer = { ...offer, state: taken ? 'taken' : 'declined' }
      try {
        Object.assign(ask, await takeOffer(answer.id, taken))
        await look()
      } catch (error) {
        answer.offer = offer
        throw error
      }
    },
    async takeBack(answer: Answer) {
      await takeBackAnswer(answer.id)
      await look()
    },
  }
}
