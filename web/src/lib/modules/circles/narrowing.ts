/** Fewer of what stands somewhere: of a circle, at a place, in a language, as the address says it. */
export type Narrowing = { circle?: string | null; locality?: string | null; language?: string | null }

export const narrowingOf = ({ searchParams }: URL): Narrowing => ({
  circle: searchParams.get('circle') || null,
  locality: searchParams.get('locality')?.trim() || null,
  language: searchParams.get('language') || null,
})

export const isNarrowed = ({ circle, locality, language }: Narrowing) => Boolean(circle || locality || language)

/** Only what is said. */
export function addressWith(path: string, all: Record<string, string | null | undefined>): string {
  const said = Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path
}
