/**
 * Short sentences at the foot of the screen. One that can be undone does its deed only when it goes away (or the page
 * does), so that undoing it means nothing ever happened.
 */

export type Toast = {
  id: number
  text: string
  undo?: () => void
  commit?: () => void
  /** What one could do next. */
  action?: { label: string; act: () => void }
  timer?: ReturnType<typeof setTimeout>
}

const shown = 6_000
let next = 1
export const toasts = $state<Toast[]>([])

type More = Pick<Toast, 'undo' | 'commit' | 'action'>

export function toast(text: string, more: More = {}) {
  const entry: Toast = { id: next++, text, ...more }
  entry.timer = setTimeout(() => dismiss(entry.id), shown)
  for (const older of toasts) dismiss(older.id)
  toasts.push(entry)
}

export function dismiss(id: number) {
  const entry = take(id)
  entry?.commit?.()
}

export function undo(id: number) {
  const entry = take(id)
  entry?.undo?.()
}

export function actOn(id: number) {
  const entry = take(id)
  entry?.action?.act()
}

function take(id: number): Toast | undefined {
  const at = toasts.findIndex((entry) => entry.id === id)
  if (at < 0) return
  const [entry] = toasts.splice(at, 1)
  clearTimeout(entry?.timer)
  return entry
}

if (typeof window !== 'undefined') {
  const settle = () => {
    while (toasts[0]) dismiss(toasts[0].id)
  }
  // Before the next page is asked for, so that it knows; where a browser does not say so in advance, when this one goes.
  window.addEventListener('beforeunload', settle)
  window.addEventListener('pagehide', settle)
}
