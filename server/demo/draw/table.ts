/** What is baked, cooked, sold and eaten. */
import type { Chance } from './chance.ts'
import { at, board, circle, fill, line, oval, path, rect, type Scene } from './ground.ts'

export const bread: Scene = (chance) => {
  const crust = chance.pick(['#b7793c', '#a8652f', '#94642f'])
  const loaf = (x: number, y: number, size: number) => {
    const cuts = chance.whole(2, 4)
    const scores = Array.from({ length: cuts }, (_, i) => {
      const left = -58 + (i * 116) / cuts + 6
      return line(`M${left} 4q14-26 34-34`, '#e9cfa0', 6)
    })
    return at(x, y, path('M-86 26c-8-46 36-74 86-74s94 28 86 74c-4 12-168 12-172 0z', crust) + scores.join(''), {
      size,
    })
  }
  const round = chance.often(0.5)
  return (
    rect(0, 0, 400, 300, chance.pick(['#4c3b2e', '#d9c7a6', '#64838a', '#cfd5c6'])) +
    board(206) +
    at(200, 240, rect(-160, -14, 320, 40, '#d9b27c', 8) + circle(140, 6, 6, '#94642f')) +
    (round ? loaf(chance.between(180, 220), 210, 1.5) : loaf(126, 216, 1) + loaf(276, 214, chance.between(0.9, 1.05))) +
    crumbs(chance)
  )
}

function crumbs(chance: Chance): string {
  return Array.from({ length: 14 }, () =>
    circle(chance.between(40, 360), chance.between(266, 292), chance.between(1.5, 3.5), '#e9cfa0'),
  ).join('')
}

export const soup: Scene = (chance) => {
  const pot = chance.pick(['#8f4a3a', '#47526b', '#3f5a52', '#c79a55'])
  const broth = chance.pick(['#c8752e', '#a24e36', '#8aa06c', '#d9b27c'])
  const bits = Array.from({ length: 12 }, () =>
    circle(
      chance.between(118, 282),
      chance.between(112, 136),
      chance.between(4, 8),
      chance.pick(['#e9a93f', '#6f8a64', '#f0e8da']),
    ),
  )
  return (
    rect(0, 0, 400, 300, chance.pick(['#e2cbb8', '#d9c7a6', '#cfd5c6', '#e6dcc6'])) +
    board(220, '#5c5144', '#3a3430') +
    line('M150 70q-10-14 0-28t0-28M200 62q-10-14 0-28t0-28M250 70q-10-14 0-28t0-28', '#fffaf0', 7) +
    path('M92 124h216v84c0 28-18 44-46 44H138c-28 0-46-16-46-44z', pot) +
    line('M92 150q-30-2-30 16t30 16M308 150q30-2 30 16t-30 16', pot, 12) +
    oval(200, 124, 108, 26, pot) +
    oval(200, 124, 98, 20, broth) +
    bits.join('') +
    line(`M${chance.between(230, 260)} 124 340 34`, '#b59470', 10)
  )
}

export const market: Scene = (chance) => {
  const stripe = chance.pick(['#a24e36', '#5d6f5f', '#47526b', '#b7793c', '#8c5a6a'])
  const stripes = Array.from({ length: 8 }, (_, i) =>
    i % 2 === 0
      ? path(`M${40 + i * 40} 60h40v46q-20 18-40 0z`, stripe)
      : path(`M${40 + i * 40} 60h40v46q-20 18-40 0z`, '#f0e8da'),
  )
  return (
    rect(0, 0, 400, 300, chance.pick(['#d7e2e2', '#eef0e4', '#f3e3c8', '#e7cdb9'])) +
    rect(0, 262, 400, 38, '#b7a98f') +
    rect(48, 90, 10, 178, '#5f4029') +
    rect(342, 90, 10, 178, '#5f4029') +
    rect(30, 212, 340, 56, '#94642f') +
    [0, 1, 2, 3].map((i) => crate(chance, 46 + i * 79)).join('') +
    stripes.join('') +
    rect(40, 54, 320, 10, '#3a3430')
  )
}

function crate(chance: Chance, x: number): string {
  const colour = chance.pick(['#b5603c', '#6f8a64', '#c79a55', '#8c5a6a', '#e9a93f', '#a24e36'])
  const fruit = [0, 1, 2, 3, 4, 5, 6].map((i) =>
    circle(x + 10 + (i % 4) * 17, 196 - Math.floor(i / 4) * 13, 10.5, colour),
  )
  return fruit.join('') + rect(x, 194, 72, 26, '#d9b27c') + line(`M${x} 206h72`, '#b59470', 2)
}

export const jars: Scene = (chance) => {
  const jar = (x: number) => {
    const inside = chance.pick(['#a24e36', '#c8752e', '#8c5a6a', '#6f8a64', '#e9a93f', '#5b3a4a'])
    return at(
      x,
      226,
      rect(-30, -86, 60, 86, '#fffaf0', 8) +
        rect(-25, -70, 50, 65, inside, 5) +
        rect(-32, -98, 64, 16, chance.pick(['#c79a55', '#8f4a3a', '#47526b', '#b7afa3']), 3) +
        rect(-19, -50, 38, 24, '#f7f0e1', 2) +
        line('M-12-42h24M-12-34h16', '#94755a', 2),
      { size: chance.between(0.85, 1.1) },
    )
  }
  const count = chance.whole(3, 5)
  const each = Array.from({ length: count }, (_, i) => jar(((i + 0.5) * 400) / count))
  return rect(0, 0, 400, 300, chance.pick(['#cfd5c6', '#d9c7a6', '#e2cbb8', '#3f4a45'])) + board(222) + each.join('')
}

export const cake: Scene = (chance) => {
  const top = chance.pick(['#f0e8da', '#8f4a3a', '#e9c3a1', '#c79a55'])
  const candles = chance.whole(0, 5)
  const lit = Array.from({ length: candles }, (_, i) =>
    at(
      200 + (i - (candles - 1) / 2) * 30,
      132,
      rect(-3, -30, 6, 30, '#fffaf0') + path('M0-48c7 8 4 14 0 14s-7-6 0-14z', '#e9a93f'),
    ),
  )
  const fruit = [0, 1, 2, 3, 4, 5, 6].map((i) =>
    circle(122 + i * 26, 138 - (i % 2) * 4, 8, chance.pick(['#a24e36', '#5b3a4a', '#b5603c'])),
  )
  return (
    rect(0, 0, 400, 300, chance.pick(['#64838a', '#8c5a6a', '#d8c6a5', '#5d6f5f', '#39463f'])) +
    rect(0, 236, 400, 64, '#efe3cd') +
    oval(200, 244, 150, 22, '#cdbb9b') +
    rect(96, 150, 208, 90, '#c98f5a', 10) +
    fill('#8a5a34', rect(96, 190, 208, 9, '#8a5a34')) +
    path('M96 170v-18q0-18 20-18h168q20 0 20 18v18q-13 22-26 0t-26 0-26 8-26-4-26 6-26-6-26 4-26-8z', top) +
    (candles > 0 ? lit.join('') : fruit.join(''))
  )
}

export const supper: Scene = (chance) => {
  const lamps = [66, 118, 172, 228, 282, 334].map((x, i) => circle(x, 92 + Math.sin(i) * 8 + (i % 3) * 3, 7, '#f4c26b'))
  const plates = [0, 1, 2, 3].map((i) => oval(98 + i * 68, 228, 20, 5, '#fffaf0'))
  return (
    rect(0, 0, 400, 300, '#39463f') +
    rect(0, 204, 400, 96, '#2a332d') +
    fill(
      '#4d5f50',
      circle(40, 60, 62, '#4d5f50') +
        circle(360, 58, 66, '#4d5f50') +
        circle(120, 24, 50, '#5e7260') +
        circle(276, 20, 52, '#5e7260'),
    ) +
    rect(30, 74, 9, 150, '#211c16') +
    rect(360, 78, 9, 146, '#211c16') +
    line('M34 74q84 38 166 22t164-16', '#1f1a15', 2) +
    lamps.join('') +
    path('M56 222h288l26 16H30z', '#efe3cd') +
    rect(30, 238, 340, 6, '#cdbb9b') +
    line('M64 244v42M336 244v42M200 244v42', '#8f7a5c', 7) +
    plates.join('') +
    [0, 1, 2].map(() => candle(chance)).join('')
  )
}

function candle(chance: Chance): string {
  return at(
    chance.between(90, 310),
    226,
    rect(-3, -16, 6, 16, '#fffaf0') + path('M0-34c6 7 4 13 0 15-5-2-6-8 0-15z', '#e9a93f'),
  )
}
