/** What is made and mended. */
import { at, board, circle, line, pane, path, rect, WIDTH, type Scene } from './ground.ts'
import { bicycle } from './outdoors.ts'
import type { Chance } from './chance.ts'

const VARNISH = ['#a8582a', '#94502a', '#b7793c', '#8f4a3a'] as const

export const violin: Scene = (chance) => {
  const right = chance.often(0.5)
  return (
    rect(0, 0, WIDTH, 300, chance.pick(['#d9c7a6', '#cfd5c6', '#e2cbb8', '#4c3b2e'])) +
    pane(chance, right ? 36 : 236, 28, 124, 136) +
    board(232) +
    at(right ? 276 : 124, 138, fiddle(chance.pick(VARNISH)), { turn: chance.between(-14, 14), size: 1.25 }) +
    tools(chance, right ? 60 : 260)
  )
}

function fiddle(varnish: string): string {
  return (
    path(
      'M0-46c15 0 22 9 21 21-1 9-6 10-6 18s8 10 10 22c2 17-9 27-25 27s-27-10-25-27c2-12 10-14 10-22s-5-9-6-18c-1-12 6-21 21-21z',
      varnish,
    ) +
    path('M-3.5-96h7V10h-7zM-7-104q7-8 14 0l-2 12H-5z', '#2f2018') +
    line('M-8 12H8M0 12v26', '#2f2018', 4) +
    line('M-12 2q-5 8 1 16M12 2q5 8-1 16', '#4a2613', 2.4)
  )
}

function tools(chance: Chance, x: number): string {
  const each = [0, 1, 2].map((i) =>
    at(
      x + i * 30,
      232,
      rect(-4, -34 - chance.whole(0, 18), 8, 34, chance.pick(['#c79a55', '#8f4a3a', '#5d6f5f']), 3) +
        rect(-2.5, -62, 5, 30, '#8f8a80'),
    ),
  )
  return each.join('') + rect(x - 14, 208, 88, 26, '#94642f', 3)
}

export const clamps: Scene = (chance) => {
  const half =
    'c34 0 50 20 48 48-2 20-14 24-14 42s18 24 22 50c4 30-20 50-56 50s-60-20-56-50c4-26 22-32 22-50S-46 68-48 48C-50 20-34 0 0 0z'
  const inner =
    'c27 0 39 15 37.5 36-1.5 18-13.5 23-13.5 42s17 26 21 51c3 23-16 38-45 38s-48-15-45-38c4-25 21-32 21-51S-36 54-37.5 36C-39 15-27 0 0 0z'
  const clamp = (y: number, reach: number, left: boolean) =>
    at(
      left ? -reach : reach,
      y,
      rect(-14, -4, 28, 8, '#2a211b', 2) +
        rect(left ? -20 : 12, -9, 8, 18, '#2a211b', 2) +
        circle(left ? -16 : 16, 0, 2.5, '#c98a3a'),
    )
  const places: [number, number][] = [
    [36, 52],
    [96, 32],
    [150, 58],
  ]
  return (
    rect(0, 0, WIDTH, 300, chance.pick(['#4c3b2e', '#5c5144', '#3f4a45'])) +
    at(
      200,
      20,
      path(`M0 0${half}`, '#d9b27c') +
        at(0, 12, path(`M0 0${inner}`, chance.pick(['#e9cfa0', '#e2c08d', '#f0dcb4']))) +
        line('M0 16v156', '#cfa972', 1.5) +
        places.flatMap(([y, reach]) => [clamp(y, reach, true), clamp(y, reach, false)]).join(''),
      { size: 1.35, turn: chance.between(-5, 5) },
    )
  )
}

export const bike: Scene = (chance) => {
  const frame = chance.pick(['#a24e36', '#47526b', '#3f5a52', '#c79a55', '#8c5a6a'])
  const cargo = chance.often(0.5)
  return (
    rect(0, 0, WIDTH, 300, chance.pick(['#e2d0ae', '#c9cdc9', '#d3a58d', '#b9c2b0'])) +
    pane(chance, 250, 24, 100, 96) +
    rect(0, 244, WIDTH, 56, '#8f8577') +
    at(186, 212, bicycle('#231c15', frame), { size: 1.15 }) +
    (cargo ? rect(236, 120, 92, 52, '#94642f', 4) + line('M236 138h92M236 154h92', '#6b4a33', 2) : '')
  )
}

export const loom: Scene = (chance) => {
  const yarns = ['#a24e36', '#c79a55', '#5d6f5f', '#47526b', '#8c5a6a', '#f0e8da', '#64838a']
  const stripes = Array.from({ length: 16 }, (_, i) => rect(96, 92 + i * 10, 208, 10, chance.pick(yarns)))
  const warp = Array.from({ length: 26 }, (_, i) => `M${98 + i * 8} 40v52`).join('')
  const balls = Array.from({ length: chance.whole(2, 4) }, () => {
    const x = chance.between(20, 80) + (chance.often(0.5) ? 300 : 0)
    return (
      circle(x, 262, 22, chance.pick(yarns)) +
      line(`M${x - 16} 256q16-14 32 0M${x - 18} 266q18 12 36 0`, '#00000025', 2)
    )
  })
  return (
    rect(0, 0, WIDTH, 300, chance.pick(['#d9c7a6', '#cfd5c6', '#d8c9cf'])) +
    board(258, '#b59470', '#94755a') +
    line(warp, '#f7f0e1', 1.5) +
    stripes.join('') +
    rect(76, 24, 248, 18, '#6b4a33', 4) +
    rect(76, 252, 248, 18, '#6b4a33', 4) +
    rect(76, 24, 16, 246, '#7b5637') +
    rect(308, 24, 16, 246, '#7b5637') +
    balls.join('')
  )
}

export const clay: Scene = (chance) => {
  const vessel = (x: number) => {
    const glaze = chance.pick(['#64838a', '#a8582a', '#5d6f5f', '#efe7d8', '#c79a55', '#47526b'])
    const shape = chance.pick([
      'M-28 0c-20-30-14-54 6-66v-20h44v20c20 12 26 36 6 66z',
      'M-40-56h80c0 36-16 56-40 56s-40-20-40-56z',
      'M-24 0l-8-84h64l-8 84z',
      'M-34 0c-14-40 2-70 18-78l-4-18h40l-4 18c16 8 32 38 18 78z',
    ])
    return at(x, 200, path(shape, glaze) + line('M-22-30h44', '#ffffff66', 3), { size: chance.between(0.8, 1.1) })
  }
  return (
    rect(0, 0, WIDTH, 300, chance.pick(['#e2cbb8', '#cfd5c6', '#e6dcc6'])) +
    rect(20, 200, 360, 12, '#6b4a33') +
    [70, 160, 246, 330].map(vessel).join('') +
    board(268, '#94755a', '#6b4a33')
  )
}
