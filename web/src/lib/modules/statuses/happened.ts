/** What somebody did to statuses on this page, told to whichever lists show them. */
import type { Status } from '#lib/api/entities.ts'

export type Happening =
  | { kind: 'said'; status: Status }
  | { kind: 'changed'; status: Status }
  | { kind: 'hidden' | 'shown'; status: Status }
  | { kind: 'deleted'; id: string }

const listeners = new Set<(happening: Happening) => void>()

export const happened = {
  emit: (happening: Happening) => listeners.forEach((on) => on(happening)),
  listen(on: (happening: Happening) => void) {
    listeners.add(on)
    return () => void listeners.delete(on)
  },
}
