/** What is seen on the way. */
import type { Chance } from './chance.ts'
import {
  at,
  circle,
  DAYLIGHTS,
  HEIGHT,
  isNight,
  light,
  line,
  n,
  oval,
  path,
  rect,
  ridge,
  WIDTH,
  type Light,
  type Scene,
} from './ground.ts'

export const mountains: Scene = (chance) => {
  const seen = light(chance)
  return (
    rect(0, 0, WIDTH, HEIGHT, seen.sky) +
    circle(chance.between(70, 330), chance.between(50, 100), chance.between(20, 38), seen.sun) +
    ridge(chance, 210, 150, seen.far, true) +
    ridge(chance, 240, 90, seen.middle, true) +
    ridge(chance, 290, 60, seen.near, false) +
    (chance.often(0.5) ? firs(chance, isNight(seen) ? '#0a1014' : '#3f5a52') : '')
  )
}

export const boat: Scene = (chance) => {
  const seen = light(chance)
  const water = isNight(seen) ? '#22313d' : seen.far
  const x = chance.between(130, 230)
  const sun = chance.between(250, 330)
  const ripples = Array.from({ length: 9 }, () =>
    line(`M${n(chance.between(0, 360))} ${n(chance.between(200, 290))}h${n(chance.between(20, 56))}`, seen.middle, 3),
  )
  const glints = [0, 1, 2, 3, 4].map((i) =>
    line(`M${n(sun - chance.between(10, 34))} ${n(196 + i * 15)}h${n(chance.between(22, 60))}`, seen.sun, 4),
  )
  return (
    rect(0, 0, WIDTH, HEIGHT, seen.sky) +
    circle(sun, 84, 34, seen.sun) +
    ridge(chance, 190, 110, seen.far, true) +
    ridge(chance, 190, 50, seen.middle, true) +
    rect(0, 184, WIDTH, 116, water) +
    ripples.join('') +
    glints.join('') +
    at(x, 232, rowers(chance, isNight(seen) ? '#0b1116' : '#3a3430', chance.pick(['#6b4a33', '#8f4a3a', '#47526b'])))
  )
}

function rowers(chance: Chance, figure: string, hull: string): string {
  const person = (x: number, size: number) =>
    at(x, 0, circle(0, -50, 11, figure) + path('M-16 2c0-26 5-38 16-38s16 12 16 38z', figure), { size })
  return (
    person(-22, 1) +
    (chance.often(0.7) ? person(24, chance.between(0.7, 0.95)) : '') +
    line('M-6-16 44 18', figure, 6) +
    path('M-80-2H80c-8 20-24 30-40 30h-80c-18 0-32-10-40-30z', hull)
  )
}

export const houses: Scene = (chance) => {
  const seen = light(chance)
  const fronts = ['#d9b27c', '#c98f6b', '#e2d0ae', '#b9c2b0', '#a9b7bc', '#d3a58d', '#cbb7c0']
  let x = -20
  let row = ''
  while (x < WIDTH) {
    const wide = chance.between(64, 96)
    row += house(chance, x, wide, chance.between(110, 180), isNight(seen) ? '#2c3a45' : chance.pick(fronts), seen)
    x += wide
  }
  return (
    rect(0, 0, WIDTH, HEIGHT, seen.sky) +
    circle(chance.between(60, 340), 52, 22, seen.sun) +
    row +
    rect(0, 262, WIDTH, 38, isNight(seen) ? '#10171d' : '#8f8577') +
    (chance.often(0.6)
      ? at(chance.between(110, 290), 266, bicycle('#231c15'), { size: 0.55 })
      : tree(chance, 200, 264, 1))
  )
}

function house(chance: Chance, x: number, wide: number, high: number, front: string, seen: Light): string {
  const top = 262 - high
  const lit = () => (isNight(seen) ? chance.often(0.45) : chance.often(0.12))
  let windows = ''
  for (let y = top + 22; y < 232; y += 34)
    for (let left = x + 12; left < x + wide - 20; left += 24)
      windows += rect(left, y, 13, 20, lit() ? '#f4c26b' : isNight(seen) ? '#17212a' : '#5c5144', 1)
  const roof = chance.pick(['#8f4a3a', '#6b4a33', '#5c5144', '#a24e36'])
  const gable = chance.often(0.6)
    ? `M${n(x - 3)} ${n(top)}L${n(x + wide / 2)} ${n(top - 34)}L${n(x + wide + 3)} ${n(top)}z`
    : `M${n(x - 3)} ${n(top)}l10-24h${n(wide - 14)}l10 24z`
  return rect(x, top, wide, high, front) + path(gable, isNight(seen) ? '#1a232b' : roof) + windows
}

export const garden: Scene = (chance) => {
  const seen = chance.pick(DAYLIGHTS)
  const rows = [0, 1, 2, 3].map((i) => bed(chance, 196 + i * 27, i))
  return (
    rect(0, 0, WIDTH, HEIGHT, seen.sky) +
    ridge(chance, 150, 60, seen.far, false) +
    hedge(chance) +
    shed(chance) +
    rect(0, 176, WIDTH, 124, '#7a5a3c') +
    rows.join('') +
    (chance.often(0.5) ? can(chance) : '')
  )
}

function hedge(chance: Chance): string {
  const bushes = Array.from({ length: 12 }, (_, i) =>
    circle(i * 36, chance.between(150, 166), chance.between(20, 32), chance.pick(['#5d6f5f', '#6f8a64', '#7d9470'])),
  )
  return bushes.join('')
}

function shed(chance: Chance): string {
  const boards = chance.pick(['#94642f', '#8f4a3a', '#64838a', '#5c5144'])
  return at(
    chance.between(60, 300),
    182,
    rect(-44, -76, 88, 76, boards) +
      path('M-54-74 0-110 54-74z', '#3a3430') +
      rect(-14, -50, 28, 50, '#2f2018') +
      line('M-30-70v66M30-70v66', '#00000030', 2),
  )
}

function bed(chance: Chance, y: number, i: number): string {
  const kind = chance.whole(0, 3)
  const green = chance.pick(['#6f8a64', '#5d7a4f', '#8aa06c', '#4f6b4a'])
  const step = [22, 30, 40, 26][kind]!
  let plants = rect(0, y + 4, WIDTH, 6, '#5f4530')
  for (let x = -10 + (i % 2) * 12; x < WIDTH + 10; x += step) {
    if (kind === 0) plants += line(`M${x} ${y + 4}q-6-14-10-16M${x} ${y + 4}v-20M${x} ${y + 4}q6-14 10-16`, green, 3)
    if (kind === 1) plants += circle(x, y - 2, 10, green) + circle(x, y - 4, 5, '#b9c99a')
    if (kind === 2) plants += oval(x, y, 14, 10, '#c8752e') + line(`M${x} ${y - 9}q2-6 6-6`, green, 3)
    if (kind === 3) plants += line(`M${x} ${y + 4}v-26`, green, 2.5) + circle(x, y - 24, 6, chance.pick(BLOSSOMS))
  }
  return plants
}

const BLOSSOMS = ['#e9a93f', '#b5603c', '#f0e8da', '#8c5a6a', '#d2776a'] as const

function can(chance: Chance): string {
  const tin = chance.pick(['#64838a', '#5d6f5f', '#b7793c'])
  return at(
    chance.between(120, 300),
    284,
    rect(-26, -44, 52, 44, tin, 4) + line('M26-12 58-46', tin, 8) + line('M-22-44q20-30 44 0', tin, 6),
  )
}

function tree(chance: Chance, x: number, foot: number, size: number): string {
  const leaf = chance.pick(['#6f8a64', '#c98a3a', '#b5603c', '#8aa06c', '#5d6f5f'])
  return at(
    x,
    foot,
    rect(-7, -70, 14, 70, '#5f4029') +
      circle(0, -104, 46, leaf) +
      circle(-34, -82, 30, leaf) +
      circle(34, -80, 32, leaf),
    { size },
  )
}

export const park: Scene = (chance) => {
  const seen = light(chance)
  const bench = isNight(seen) ? '#0c1216' : '#6b4a33'
  const leaves = Array.from({ length: 16 }, () =>
    oval(chance.between(0, 400), chance.between(246, 296), 5, 3, chance.pick(['#c98a3a', '#b5603c', '#e0ad66'])),
  )
  return (
    rect(0, 0, WIDTH, HEIGHT, seen.sky) +
    circle(chance.between(70, 330), 70, 28, seen.sun) +
    ridge(chance, 220, 70, seen.far, false) +
    ridge(chance, 250, 40, seen.middle, false) +
    tree(chance, chance.between(60, 110), 250, chance.between(1.3, 1.7)) +
    rect(0, 240, WIDTH, 60, seen.near) +
    leaves.join('') +
    at(
      chance.between(230, 290),
      262,
      line('M-56 0v-30M56 0v-30M-56-30v-32M56-30v-32', bench, 6) +
        rect(-66, -34, 132, 8, bench, 2) +
        rect(-66, -58, 132, 7, bench, 2) +
        rect(-66, -70, 132, 7, bench, 2),
    )
  )
}

function firs(chance: Chance, colour: string): string {
  return Array.from({ length: chance.whole(3, 6) }, () =>
    at(chance.between(10, 390), chance.between(270, 300), path('M0-92 26-40H14L32 0H-32l18-40h-12z', colour), {
      size: chance.between(0.5, 1.1),
    }),
  ).join('')
}

export function bicycle(colour: string, frame = colour): string {
  return (
    line('M-52 0a30 30 0 1 1 0-.1M112 0a30 30 0 1 1 0-.1', colour, 5) +
    line('M-82 0-34-56H42L4-2H-82M42-56 82 0M42-56l-6-22h20M-34-56l-6-16', frame, 6) +
    line('M-52-74h26', colour, 8)
  )
}

export const train: Scene = (chance) => {
  const seen = light(chance)
  const seat = chance.pick(['#47526b', '#3f5a52', '#8c5a6a', '#8f4a3a'])
  return (
    rect(0, 0, WIDTH, HEIGHT, '#e2d9c9') +
    `<clipPath id="w"><rect x="40" y="30" width="320" height="150" rx="18"/></clipPath><g clip-path="url(#w)">` +
    rect(40, 30, 320, 150, seen.sky) +
    circle(chance.between(90, 310), 76, 22, seen.sun) +
    ridge(chance, 150, 70, seen.far, chance.often(0.5)) +
    ridge(chance, 180, 44, seen.near, false) +
    `</g>` +
    line('M40 48a18 18 0 0 1 18-18h284a18 18 0 0 1 18 18v114a18 18 0 0 1-18 18H58a18 18 0 0 1-18-18z', '#8f8577', 8) +
    rect(130, 196, 140, 10, '#8f8577', 3) +
    at(0, 0, path('M-10 300v-96q0-24 24-24h50q24 0 24 24v96zM312 300v-96q0-24 24-24h50q24 0 24 24v96z', seat)) +
    rect(180, 176, 26, 22, '#efe7d8', 3)
  )
}
