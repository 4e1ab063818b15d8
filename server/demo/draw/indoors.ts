/** What is seen without going out. */
import type { Chance } from './chance.ts'
import { at, board, fill, line, n, oval, pane, path, rect, type Scene } from './ground.ts'

const WALLS = ['#d9c7a6', '#cfd5c6', '#e2cbb8', '#c9cdc9', '#d8c9cf', '#e6dcc6'] as const
const CLOTHS = ['#a8582a', '#5d6f5f', '#47526b', '#8c5a6a', '#c79a55', '#64838a', '#94642f'] as const

export const window: Scene = (chance) => {
  const wide = chance.between(150, 210)
  const x = chance.between(60, 320 - wide)
  return (
    rect(0, 0, 400, 300, chance.pick(WALLS)) +
    pane(chance, x, 30, wide, 180) +
    rect(x - 18, 210, wide + 36, 12, '#efe7d8') +
    plant(chance, x + wide * 0.2) +
    (chance.often(0.5) ? cup(chance, x + wide * 0.7, 210) : pot(chance, x + wide * 0.75)) +
    rect(0, 262, 400, 38, '#b59470')
  )
}

export const cat: Scene = (chance) => {
  const fur = chance.pick(['#3a3430', '#b7793c', '#cbbfae', '#6b4a33', '#8f8a80'])
  const x = chance.between(150, 240)
  return (
    rect(0, 0, 400, 300, chance.pick(WALLS)) +
    pane(chance, 90, 24, 220, 190) +
    rect(70, 214, 260, 14, '#efe7d8') +
    at(
      x,
      214,
      path('M-34 0c-6-40 6-66 34-68 28 2 40 28 34 68z', fur) +
        path('M-24-78 l6-26 14 14h10l14-14 6 26c2 18-10 28-25 28s-27-10-25-28z', fur) +
        line(`M32-6c${chance.whole(30, 48)} 6 34 38 14 44`, fur, 9),
      { size: chance.between(0.85, 1.05) },
    ) +
    board(262, '#b59470', '#94755a')
  )
}

export const books: Scene = (chance) => {
  const shelf = (y: number) => {
    let x = 34
    let inner = rect(20, y, 360, 9, '#5f4029')
    while (x < 352) {
      const wide = chance.between(11, 24)
      const high = chance.between(52, 78)
      const leans = chance.often(0.08)
      inner += at(
        x,
        y,
        rect(0, -high, wide - 2, high, chance.pick(BOUND)) + rect(0, -high + 10, wide - 2, 3, '#ffffff40'),
        {
          turn: leans ? 9 : 0,
        },
      )
      x += wide + (leans ? 14 : 0)
      if (chance.often(0.06)) x += 26
    }
    return inner
  }
  return rect(0, 0, 400, 300, '#7b5637') + rect(20, 0, 360, 300, '#4c3b2e') + shelf(96) + shelf(194) + shelf(290)
}

const BOUND = [
  '#a24e36',
  '#5d6f5f',
  '#47526b',
  '#c79a55',
  '#8c5a6a',
  '#e2d5bd',
  '#64838a',
  '#94642f',
  '#3f5a52',
] as const

export const coffee: Scene = (chance) => {
  const cloth = chance.pick(WALLS)
  const second = chance.often(0.5)
  return (
    rect(0, 0, 400, 300, chance.pick(CLOTHS)) +
    rect(0, 120, 400, 180, cloth) +
    line('M0 170h400M0 230h400', '#ffffff55', 10) +
    (second ? saucer(chance, 286, 150, 0.8) : biscuits(chance, 290, 190)) +
    saucer(chance, chance.between(130, 180), 205, chance.between(1.05, 1.3)) +
    (chance.often(0.6)
      ? at(70, 250, rect(-44, -24, 88, 52, '#efe7d8', 3) + line('M-32-8h60M-32 4h48', '#b7afa3', 3), { turn: -14 })
      : '')
  )
}

export const desk: Scene = (chance) => {
  const lamp = chance.pick(CLOTHS)
  return (
    rect(0, 0, 400, 300, '#39332c') +
    path('M262 92 l-96 150h212z', '#f4c26b38') +
    board(236) +
    at(262, 84, path('M-40 22 -20-14h40l20 36z', lamp) + line('M0-14v-70', '#211c16', 4)) +
    at(
      chance.between(150, 200),
      226,
      path('M0 0c-30-16-60-16-92-4v14c32-12 62-12 92 4 30-16 60-16 92-4V-4C60-16 30-16 0 0z', '#efe7d8') +
        line('M-76-2c22-6 44-4 64 4M12 2c20-8 42-10 64-4', '#b7afa3', 2),
    ) +
    cup(chance, 330, 238)
  )
}

export const music: Scene = (chance) => {
  const staves = [70, 128, 186, 244]
  const notes = staves.flatMap((y) =>
    Array.from({ length: chance.whole(6, 8) }, (_, i) => note(chance, 92 + i * 34 + chance.between(-6, 6), y)),
  )
  return (
    rect(0, 0, 400, 300, chance.pick(CLOTHS)) +
    at(200, 156, rect(-150, -140, 300, 320, '#f7f0e1', 2), { turn: chance.between(-3, 3) }) +
    staves.map((y) => line([0, 8, 16, 24, 32].map((d) => `M72 ${y - d}h256`).join(''), '#b7a98f', 1.2)).join('') +
    notes.join('')
  )
}

function note(chance: Chance, x: number, y: number): string {
  const up = y - chance.whole(0, 7) * 4
  const beam = chance.often(0.25) ? `l10 8` : ''
  return `<g transform="rotate(-18 ${n(x)} ${n(up)})">${oval(x, up, 5.5, 4, '#2f2018')}</g>${line(`M${n(x + 5)} ${n(up - 2)}v-26${beam}`, '#2f2018', 2)}`
}

export function cup(chance: Chance, x: number, foot: number): string {
  const glaze = chance.pick(['#efe7d8', '#64838a', '#a8582a', '#5d6f5f', '#c79a55'])
  return at(x, foot, path('M-16-30h32l-3 30h-26z', glaze) + line('M16-24q14 2 10 12t-13 6', glaze, 5))
}

function saucer(chance: Chance, x: number, y: number, size: number): string {
  const glaze = chance.pick(['#fffaf0', '#e9ddc6', '#d7e2e2'])
  return at(
    x,
    y,
    oval(0, 16, 72, 24, '#0000001a') +
      oval(0, 10, 70, 23, glaze) +
      oval(0, 10, 44, 13, '#00000012') +
      path('M-42-30h84c0 26-12 42-42 42s-42-16-42-42z', glaze) +
      line('M40-22q24 0 16 18t-26 8', glaze, 7) +
      oval(0, -30, 42, 13, glaze) +
      oval(0, -29, 36, 10, chance.often(0.7) ? '#5f4029' : '#b9783a'),
    { size },
  )
}

function biscuits(chance: Chance, x: number, y: number): string {
  const each = Array.from({ length: chance.whole(3, 5) }, (_, i) =>
    at(x - 34 + i * 20, y - 6 - (i % 2) * 10, oval(0, 0, 17, 9, '#c98a3a') + oval(0, -3, 17, 9, '#e0ad66')),
  )
  return oval(x, y + 6, 78, 24, '#efe7d8') + each.join('')
}

function plant(chance: Chance, x: number): string {
  const leaves = Array.from({ length: chance.whole(5, 8) }, () =>
    at(x, 182, oval(0, -26, 8, chance.between(20, 32), chance.pick(['#5d6f5f', '#6f8a64', '#3f5a52'])), {
      turn: chance.between(-62, 62),
    }),
  )
  return leaves.join('') + pot(chance, x)
}

function pot(chance: Chance, x: number): string {
  const clay = chance.pick(['#b5603c', '#c79a55', '#8f4a3a', '#64838a'])
  return at(x, 210, path('M-18-32h36l-5 32h-26z', clay) + rect(-21, -36, 42, 9, clay, 2))
}

export const chairs: Scene = (chance) => {
  const wood = chance.pick(['#94642f', '#6b4a33', '#b7793c', '#5f4029'])
  const chair = (x: number, turned: boolean) =>
    at(
      x,
      250,
      line(`M-30 0v-64h56V0M-30-64v-78${turned ? 'M26-64' : ''}`, wood, 8) +
        fill(wood, `${rect(-36, -70, 68, 10, wood, 3)}${rect(-34, -142, 10, 74, wood, 3)}`) +
        line('M-30-120h44M-30-96h44', wood, 5),
      { size: chance.between(0.95, 1.1) },
    )
  return (
    rect(0, 0, 400, 300, chance.pick(WALLS)) +
    pane(chance, 230, 26, 120, 130) +
    board(232, '#b59470', '#94755a') +
    chair(chance.between(80, 110), false) +
    (chance.often(0.6) ? chair(chance.between(196, 230), true) : '') +
    oval(chance.between(300, 330), 268, 50, 9, chance.pick(CLOTHS))
  )
}
