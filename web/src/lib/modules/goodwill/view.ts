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
/** So near one comes to read: on a phone two flames stand side by side with their names. */
export const READING = 80
/** Between what is read and the edge. */
const EDGE = 16

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

/** Part of the world. */
export type Part = { x: number; y: number; width: number; height: number }

/** Moved no more than it takes to see all of a part, so that what one looks at otherwise stays where it is. */
export function showing(view: View, part: Part, window: Size): View {
  const { scale } = view
  const hold = (at: number, from: number, length: number, room: number) => {
    const far = Math.min(at, room - EDGE - (from + length) * scale)
    return Math.max(far, EDGE - from * scale)
  }
  return {
    scale,
    left: hold(view.left, part.x, part.width, window.width),
    top: hold(view.top, part.y, part.height, window.height),
  }
}

/** All of it where that can be read, else from its left edge on with `first` in the middle, or as near to it as the ends allow. */
export function beginning(world: Size, window: Size, first: Part): View {
  const all = whole(world, window)
  if (all.scale >= NEAR) return all
  const middle = window.height / 2 - (first.y + first.height / 2) * READING
  const end = window.height - MARGIN - world.height * READING
  return showing({ scale: READING, left: EDGE, top: Math.min(MARGIN, Math.max(middle, end)) }, first, window)
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
