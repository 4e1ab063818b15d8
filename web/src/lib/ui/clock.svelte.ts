/** The time now, fresh enough for "12 minutes ago". One timer for the whole page, none while nobody looks. */

const beat = 20_000
let now = $state(Date.now())

export const clock = {
  get now() {
    // On the server there is no beat: a page is drawn at the time it is asked for.
    return typeof window === 'undefined' ? Date.now() : now
  },
}

if (typeof window !== 'undefined') {
  const tick = () => document.visibilityState === 'visible' && (now = Date.now())
  setInterval(tick, beat)
  document.addEventListener('visibilitychange', tick)
}
