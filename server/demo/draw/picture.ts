/** The pictures people show: a scene by its name, drawn anew for every seed. */
import { chance } from './chance.ts'
import { HEIGHT, WIDTH, type Scene } from './ground.ts'
import { books, cat, chairs, coffee, desk, music, window } from './indoors.ts'
import { boat, garden, houses, mountains, park, train } from './outdoors.ts'
import { bread, cake, jars, market, soup, supper } from './table.ts'
import { bike, clamps, clay, loom, violin } from './workshop.ts'

const inside = { books, cat, chairs, coffee, desk, music, window }
const outside = { boat, garden, houses, mountains, park, train }
const eaten = { bread, cake, jars, market, soup, supper }
const made = { bike, clamps, clay, loom, violin }

export const SCENES = { ...inside, ...outside, ...eaten, ...made } satisfies Record<string, Scene>
export type SceneName = keyof typeof SCENES

const PIXELS_WIDE = 960
/** These look well tall, too: then their middle is shown. */
const TALL_TOO: SceneName[] = ['books', 'cat', 'music', 'boat', 'houses', 'mountains', 'cake', 'clamps', 'loom', 'soup']
const TALL = 225

export function drawPicture(scene: SceneName, seed: string): string {
  const luck = chance(seed)
  const tall = TALL_TOO.includes(scene) && luck.often(0.3)
  const wide = tall ? TALL : WIDTH
  const scale = (tall ? 0.75 : 1) * (PIXELS_WIDE / WIDTH)
  const size = `viewBox="${(WIDTH - wide) / 2} 0 ${wide} ${HEIGHT}" width="${wide * scale}" height="${HEIGHT * scale}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${SCENES[scene](luck)}</svg>`
}
