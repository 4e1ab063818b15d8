/** Keys for people who do not like to leave them: single letters and pairs such as "g h", never while somebody types. */

const patience = 900

export function onKeys(actions: Record<string, (event: KeyboardEvent) => void>): () => void {
  let first = ''
  let since = 0
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isBusy(event)) return
    const pair = event.timeStamp - since < patience ? `${first} ${event.key}` : ''
    first = event.key
    since = event.timeStamp
    const action = actions[pair] ?? (pairs.has(first) ? undefined : actions[event.key])
    if (!action) return
    event.preventDefault()
    action(event)
  }
  const pairs = new Set(Object.keys(actions).flatMap((keys) => (keys.length > 2 ? [keys[0]] : [])))
  window.addEventListener('keydown', pressed)
  return () => window.removeEventListener('keydown', pressed)
}

function isBusy({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [popover=auto]:popover-open')) return true
  if (!(target instanceof HTMLElement)) return false
  // Enter on a button or a link is theirs.
  if (key === 'Enter' && target.closest('a, button, summary')) return true
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
