/** Going through a list by key: j and k from one item to the next, o opens, r answers, f is glad of the one one is at. */

export function walk(region: () => HTMLElement | undefined): Record<string, () => void> {
  const items = () => [...(region()?.querySelectorAll<HTMLElement>('[data-item]') ?? [])]
  const current = () => items().find((item) => item.contains(document.activeElement))
  const act = (name: string) => () => current()?.querySelector<HTMLElement>(`[data-act="${name}"]`)?.click()

  function step(by: 1 | -1) {
    const all = items()
    const at = all.findIndex((item) => item === current())
    const next = at >= 0 ? all[at + by] : all.find((item) => item.getBoundingClientRect().top > 40)
    if (!next) return
    next.tabIndex = -1
    next.focus({ preventScroll: true, focusVisible: true } as FocusOptions)
    next.scrollIntoView({ block: 'start' })
  }

  return { j: () => step(1), k: () => step(-1), o: act('open'), Enter: act('open'), r: act('reply'), f: act('like') }
}
