import { browser } from '$app/env'
import { createLanguage, loadWords } from '#lib/ui/language.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ data }) => {
  const zone = browser ? Intl.DateTimeFormat().resolvedOptions().timeZone : data.zone
  return { ...data, language: createLanguage(data.locale, await loadWords(data.locale), knownZone(zone)) }
}

function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}
