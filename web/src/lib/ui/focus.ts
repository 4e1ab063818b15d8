/**
 * What has the focus may go away with the answer to it. Whatever took its place has it then, so that keys and screen readers go on
 * where one was and not from the top.
 */

const HEADINGS = 'h1, h2, h3, [role="status"]'
const DEEDS = 'a[href]:not([tabindex="-1"]), button:not(:disabled), summary'

let last: HTMLElement | undefined
let heir: HTMLElement | undefined

/** Watches over the part of a page in which things come and go. */
export function holdFocus(part: HTMLElement): () => void {
  // What opens above the page gives the focus back to where it was.
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target !== part && !target.closest('dialog, [popover]')) last = target
  }
  const watcher = new MutationObserver((changes) => {
    if (!last || last.isConnected) return
    const went = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(last!)))
    if (!went) return
    last = undefined
    heir = heirOf(went.target as HTMLElement, changes)
    regainFocus()
  })
  part.addEventListener('focusin', remember)
  watcher.observe(part, { childList: true, subtree: true })
  return () => {
    part.removeEventListener('focusin', remember)
    watcher.disconnect()
    last = heir = undefined
  }
}

/** Where nothing has the focus, what took the place of what had it. */
export function regainFocus() {
  if (!heir?.isConnected || !document.activeElement?.matches('body, main')) return
  if (!heir.matches(DEEDS)) heir.tabIndex = -1
  heir.focus({ preventScroll: true })
  heir.scrollIntoView({ block: 'nearest' })
  heir = undefined
}

/** Of what came in its place the heading, else what there is to do, else itself; where nothing came, what is next to it. */
function heirOf(place: HTMLElement, changes: MutationRecord[]): HTMLElement {
  const came = changes
    .filter(({ target }) => place.contains(target))
    .flatMap(({ addedNodes }) => [...addedNodes])
    .filter(
      (node) => node instanceof HTMLElement && node.isConnected && node.getClientRects().length > 0,
    ) as HTMLElement[]
  return firstOf(came, HEADINGS) ?? firstOf(came, DEEDS) ?? came[0] ?? nearest(place)
}

function firstOf(parts: HTMLElement[], selector: string): HTMLElement | undefined {
  for (const part of parts) {
    if (part.matches(selector)) return part
    const found = part.querySelector<HTMLElement>(selector)
    if (found) return found
  }
  return undefined
}

function nearest(place: HTMLElement): HTMLElement {
  for (let around: HTMLElement | null = place; around; around = around.parentElement) {
    const found = around.querySelector<HTMLElement>(HEADINGS)
    if (found) return found
  }
  return place
}
