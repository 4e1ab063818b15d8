import { browser } from '$app/env'
import { languageOf, loadWords } from '#lib/ui/language.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ data }) => {
  const zone = browser ? Intl.DateTimeFormat().resolvedOptions().timeZone : data.zone
  return { ...data, language: languageOf(data.locale, await loadWords(data.locale), knownZone(zone)) }
}

function knownZone(zone: string | null): string | null {
  if (!zone) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
