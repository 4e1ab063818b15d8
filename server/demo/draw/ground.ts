/** What scenes share: their size, light and the few shapes that come back in many of them. */
import type { Chance } from './chance.ts'

export const WIDTH = 400
export const HEIGHT = 300

export type Scene = (chance: Chance) => string

/** The colours of a time of day, from the sky to what stands in front of it. */
export type Light = { sky: string; far: string; middle: string; near: string; glow: string; sun: string }

const LIGHTS: Light[] = [
  { sky: '#eef0e4', far: '#cdd6c2', middle: '#b1c0a3', near: '#8da07f', glow: '#fffaf0', sun: '#f3d9a0' },
  { sky: '#f3e3c8', far: '#dfc29d', middle: '#c49a72', near: '#8f6a4c', glow: '#fdf3dd', sun: '#e9a24a' },
  { sky: '#d7e2e2', far: '#b3c6c8', middle: '#8fa9ac', near: '#64838a', glow: '#f5f7f2', sun: '#fbf1d8' },
  { sky: '#e7cdb9', far: '#c79f8f', middle: '#9a7474', near: '#5f4f57', glow: '#f8e6cf', sun: '#f0b45c' },
  { sky: '#1f2c38', far: '#19232c', middle: '#141c23', near: '#0f161c', glow: '#efe2c2', sun: '#efe2c2' },
]

export const DAYLIGHTS = LIGHTS.slice(0, 4)

export function light(chance: Chance): Light {
  return chance.pick(LIGHTS)
}

export function isNight({ sky }: Light): boolean {
  return sky === '#1f2c38'
}

export function fill(colour: string, inner: string): string {
  return `<g fill="${colour}">${inner}</g>`
}

export function rect(x: number, y: number, width: number, height: number, colour: string, round = 0): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${round}" fill="${colour}"/>`
}

export function circle(x: number, y: number, radius: number, colour: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${colour}"/>`
}

export function oval(x: number, y: number, wide: number, high: number, colour: string): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(wide)}" ry="${n(high)}" fill="${colour}"/>`
}

export function path(d: string, colour: string): string {
  return `<path d="${d}" fill="${colour}"/>`
}

export function line(d: string, colour: string, width = 3): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}

export function at(x: number, y: number, inner: string, { turn = 0, size = 1 } = {}): string {
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${n(size)})">${inner}</g>`
}

/** Hills or mountains from edge to edge, down to the foot of the picture. */
export function ridge(chance: Chance, y: number, height: number, colour: string, pointed: boolean): string {
  const steps = pointed ? chance.whole(4, 6) : chance.whole(3, 4)
  const wide = WIDTH / steps
  let d = `M-20 ${n(y)}`
  for (let i = 0; i <= steps; i++) {
    const x = i * wide + chance.between(-0.2, 0.2) * wide
    const top = y - chance.between(0.35, 1) * height
    d += pointed
      ? `L${n(x)} ${n(top)}L${n(x + wide / 2)} ${n(y - chance.between(0, 0.3) * height)}`
      : `Q${n(x)} ${n(top)} ${n(x + wide / 2)} ${n(y - chance.between(0.1, 0.4) * height)}`
  }
  return path(`${d}L${WIDTH + 40} ${HEIGHT}H-20z`, colour)
}

/** A window with what is to be seen through it. */
export function pane(chance: Chance, x: number, y: number, width: number, height: number): string {
  const seen = chance.pick(LIGHTS)
  const hill = y + height * chance.between(0.5, 0.7)
  const frame = '#8a6f4d'
  const moon =
    isNight(seen) || chance.often(0.4) ? circle(x + width * 0.72, y + height * 0.25, width * 0.09, seen.sun) : ''
  return (
    rect(x, y, width, height, seen.sky) +
    moon +
    path(
      `M${n(x)} ${n(hill)}q${n(width * 0.25)} -26 ${n(width * 0.5)} -6t${n(width * 0.5)} -10V${n(y + height)}H${n(x)}z`,
      seen.middle,
    ) +
    line(`M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`, frame, 6) +
    line(`M${n(x + width / 2)} ${n(y)}v${n(height)}M${n(x)} ${n(y + height * 0.45)}h${n(width)}`, frame, 5)
  )
}

/** A board or table across the foot of the picture. */
export function board(y: number, colour = '#7b5637', edge = '#5f4029'): string {
  const grain = `M18 ${y + 28}h90M170 ${y + 40}h64M290 ${y + 24}h80`
  return rect(0, y, WIDTH, HEIGHT - y, colour) + rect(0, y, WIDTH, 7, edge) + line(grain, edge, 2.5)
}

/** Numbers short enough to read. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}
