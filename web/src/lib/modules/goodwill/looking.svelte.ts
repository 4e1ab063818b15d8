/** Coming nearer and going about with fingers, wheel, keys and buttons. */
import {
  beginning,
  between,
  FAR,
  moved,
  NEAR,
  READING,
  showing,
  whole,
  zoomed,
  type Part,
  type Size,
  type View,
} from './view.ts'

/** Of the window, while it is not known yet. */
export const START: Size = { width: 390, height: 720 }
const STEP = 1.6
const CALM = 240
/** A finger that trembles is still a tap. */
const TREMBLE = 8
const TWICE = 320

type Looked = {
  /** It may grow while one looks. */
  world: () => Size
  /** Until one moves, that stays in sight. */
  first: () => Part
  /** Where in the world. */
  tapped: (x: number, y: number, scale: number) => void
}

export function createLooking({ world, first, tapped }: Looked) {
  let window = $state.raw<Size>(START)
  let own = $state.raw<View | null>(null)
  const view = $derived(own ?? beginning(world(), window, first()))
  const middle = () => [window.width / 2, window.height / 2] as const
  let frame = 0

  function go(to: View) {
    cancelAnimationFrame(frame)
    const from = view
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return void (own = to)
    const begun = performance.now()
    const step = (now: number) => {
      const share = Math.min(1, (now - begun) / CALM)
      own = between(from, to, 1 - (1 - share) ** 3)
      if (share < 1) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
  }
  const zoom = (factor: number, x = middle()[0], y = middle()[1]) => go(zoomed(view, factor, x, y, world(), window))
  const all = () => go(whole(world(), window))

  const fingers = new Map<number, { x: number; y: number }>()
  let strayed = false
  let lastTap = { at: -TWICE, x: 0, y: 0 }

  function placeOf(event: MouseEvent) {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  /** Two fingers hold two places of the world. */
  function drag(id: number, to: { x: number; y: number }) {
    const from = fingers.get(id)!
    const other = [...fingers].find(([one]) => one !== id)?.[1]
    fingers.set(id, to)
    cancelAnimationFrame(frame)
    if (!other) return void (own = moved(view, to.x - from.x, to.y - from.y, world(), window))
    const far = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
    const [x, y] = [(to.x + other.x) / 2, (to.y + other.y) / 2]
    const nearer = zoomed(view, far(to) / far(from), x, y, world(), window)
    own = moved(nearer, (to.x - from.x) / 2, (to.y - from.y) / 2, world(), window)
  }

  function tap({ x, y }: { x: number; y: number }, at: number) {
    const again = at - lastTap.at < TWICE && Math.hypot(x - lastTap.x, y - lastTap.y) < 3 * TREMBLE
    lastTap = { at: again ? -TWICE : at, x, y }
    if (again) return zoom(STEP * STEP, x, y)
    tapped((x - view.left) / view.scale, (y - view.top) / view.scale, view.scale)
  }

  return {
    get view() {
      return view
    },
    get far() {
      return view.scale < FAR
    },
    get near() {
      return view.scale >= NEAR
    },
    nearer: () => zoom(STEP),
    farther: () => zoom(1 / STEP),
    all,
    /** So near that names are read, those of this part among them. */
    visit(part: Part) {
      const [x, y] = [part.x * view.scale + view.left, part.y * view.scale + view.top]
      const near = zoomed(view, Math.max(1, READING / view.scale), x, y, world(), window)
      go(showing(near, part, window))
    },
    resize: (to: Size) => (window = to),
    keys: {
      '+': () => zoom(STEP),
      '=': () => zoom(STEP),
      '-': () => zoom(1 / STEP),
      0: all,
    },
    down(event: PointerEvent & { currentTarget: HTMLElement }) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      strayed = fingers.size > 0
      fingers.set(event.pointerId, placeOf(event))
    },
    move(event: PointerEvent) {
      const from = fingers.get(event.pointerId)
      if (!from) return
      const to = placeOf(event)
      if (!strayed && Math.hypot(to.x - from.x, to.y - from.y) < TREMBLE) return
      strayed = true
      drag(event.pointerId, to)
    },
    up(event: PointerEvent) {
      const held = fingers.delete(event.pointerId)
      if (held && !strayed && event.type === 'pointerup') tap(placeOf(event), event.timeStamp)
    },
    wheel(event: WheelEvent) {
      event.preventDefault()
      cancelAnimationFrame(frame)
      const { x, y } = placeOf(event)
      // Lines, pages or pixels; a pinch on a touchpad comes as small turns of a wheel with the control key.
      const turn = event.deltaY * (event.deltaMode === 1 ? 16 : 1) * (event.ctrlKey ? 4 : 1)
      own = zoomed(view, Math.exp(-turn / 400), x, y, world(), window)
    },
  }
}
