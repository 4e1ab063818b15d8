/**
 * What lies over the foot of a phone's screen: the bar, or in its place what there is to do. How high that really is, the page knows as
 * --foot, and what floats stands above it. With large letters it would cover what one came to read: then it lies in the text instead.
 */

/** Of the window's height. */
const MOST = 1 / 3
const heights = new Map<HTMLElement, number>()

export function foot(part: HTMLElement): () => void {
  const watcher = new ResizeObserver(() => {
    const height = part.offsetHeight
    part.toggleAttribute('data-tall', height > window.innerHeight * MOST)
    heights.set(part, getComputedStyle(part).position === 'fixed' ? height : 0)
    tell()
  })
  watcher.observe(part)
  return () => {
    watcher.disconnect()
    heights.delete(part)
    tell()
  }
}

function tell() {
  document.documentElement.style.setProperty('--foot', `${Math.max(0, ...heights.values())}px`)
}
