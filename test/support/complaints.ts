/** What browsers complain of on their consoles: errors, a broken content policy among them, and requests that fail. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** The page's own address refused something: that is for the story to tell. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/

export function listenToComplaints() {
  const complaints: string[] = []
  const foreseen = new Map<RegExp, () => void>()
  const hear = (page: Page, text: string, at = '') => {
    if (REFUSED.test(text) && new URL(at || page.url()).pathname === new URL(page.url()).pathname) return
    const complaint = `${text} (${at || page.url()})`
    const [, expected] = [...foreseen].find(([pattern]) => pattern.test(complaint)) ?? []
    if (expected) expected()
    else complaints.push(complaint)
  }
  return {
    listenTo(page: Page) {
      page.on('console', (said) => said.type() === 'error' && hear(page, said.text(), said.location().url))
      page.on('pageerror', (error) => hear(page, error.stack ?? error.message))
    },
    /** While `work` goes on, pages complain like this. */
    async foreseen<T>(complaint: RegExp, work: () => Promise<T>): Promise<T> {
      const { promise: heard, resolve } = Promise.withResolvers<void>()
      foreseen.set(complaint, resolve)
      try {
        const result = await work()
        await Promise.race([heard, tooLate(complaint)])
        return result
      } finally {
        foreseen.delete(complaint)
      }
    },
    assertNone() {
      const heard = complaints.splice(0)
      if (heard.length > 0) throw new Error(`The browser complained:\n${heard.join('\n')}`)
    },
  }
}

async function tooLate(complaint: RegExp) {
  await sleep(10_000, undefined, { ref: false })
  throw new Error(`The browser was to complain of ${complaint}.`)
}
