/** Looking at something large through a window: where one stands and how near. */
export type Size = { width: number; height: number }
/** A place (x, y) of the world is seen at (x · scale + left, y · scale + top) of the window. */
export type View = { scale: number; left: number; top: number }

const MARGIN = 32
/** Below that a flame is a point of light, drawn larger than it is. */
export const FAR = 34
/** From here on there is room for names. */
export const NEAR = 76
const NEAREST = 140

/** All of the world, in the middle of the window; a small one no nearer than it needs to be read. */
export function whole(world: Size, window: Size): View {
  const room = (side: keyof Size) => Math.max(1, window[side] - 2 * MARGIN) / Math.max(1, world[side])
  const scale = Math.min(room('width'), room('height'), NEAR * 1.25)
  return {
    scale,
    left: (window.width - world.width * scale) / 2,
    top: (window.height - world.height * scale) / 2,
  }
}

/** Nearer or farther by `factor`, while the place at (x, y) of the window stays where it is. */
export function zoomed(view: View, factor: number, x: number, y: number, world: Size, window: Size): View {
  const least = Math.min(whole(world, window).scale, NEAREST)
  const scale = Math.min(NEAREST, Math.max(least, view.scale * factor))
  const by = scale / view.scale
  return held({ scale, left: x - (x - view.left) * by, top: y - (y - view.top) * by }, world, window)
}

export function moved(view: View, byX: number, byY: number, world: Size, window: Size): View {
  return held({ ...view, left: view.left + byX, top: view.top + byY }, world, window)
}

/** The place (x, y) of the world in the middle of the window. */
export function centred(scale: number, x: number, y: number, world: Size, window: Size): View {
  return held({ scale, left: window.width / 2 - x * scale, top: window.height / 2 - y * scale }, world, window)
}

/** Something of the world stays in the middle of the window, so that nobody is lost in the dark. */
function held({ scale, left, top }: View, world: Size, window: Size): View {
  const hold = (at: number, side: keyof Size) =>
    Math.min(window[side] / 2, Math.max(window[side] / 2 - world[side] * scale, at))
  return { scale, left: hold(left, 'width'), top: hold(top, 'height') }
}

export function between(from: View, to: View, share: number): View {
  const mix = (a: number, b: number) => a + (b - a) * share
  return { scale: mix(from.scale, to.scale), left: mix(from.left, to.left), top: mix(from.top, to.top) }
}
