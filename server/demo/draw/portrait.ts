/** A face as flat as cut paper: a ground, shoulders, a head, hair, and what else somebody wears. */
const SKIN = ['#f3d6bd', '#f0d0b4', '#e9c3a1', '#d9a47d', '#c08a62', '#a5714b', '#8a5636', '#6d4229'] as const

const COLOURS = {
  sand: '#d8c6a5',
  sage: '#b9c2b0',
  mist: '#c7cdd0',
  apricot: '#e0b78c',
  moss: '#a9b894',
  straw: '#e3cf9e',
  lilac: '#c9b9c6',
  clay: '#cfa58a',
  rose: '#e4c5b4',
  sky: '#bcd0d2',
  reed: '#d2d6bd',
  stone: '#d3cbb8',
  ember: '#a24e36',
  brick: '#8f4a3a',
  wood: '#6b4a33',
  pine: '#3f5a52',
  leaf: '#5d6f5f',
  sea: '#47526b',
  night: '#2f4656',
  steel: '#56748a',
  plum: '#8c5a6a',
  grape: '#5b5a78',
  ochre: '#b7793c',
  honey: '#c79a55',
  bark: '#94642f',
  cream: '#f0e8da',
  charcoal: '#3a3430',
  black: '#211915',
  umber: '#33241c',
  brown: '#4a3527',
  chestnut: '#8c4a28',
  copper: '#b0603a',
  blond: '#d2ae6d',
  fair: '#b9a68c',
  grey: '#b7afa3',
  silver: '#d8d2c6',
  white: '#f3efe6',
} as const

type Colour = keyof typeof COLOURS

const HAIR = {
  none: { behind: '', front: '' },
  bald: {
    behind: '',
    front:
      'M15.6 21.5c-.6 1.2-.6 3 0 4.5l1-3.5c.1-1.5-.2-1.5-1-1zM32.4 21.5c.6 1.2.6 3 0 4.5l-1-3.5c-.1-1.5.2-1.5 1-1z',
  },
  short: {
    behind: '',
    front:
      'M15.4 22c-1.2-7.5 3-12.3 9-12.3 5.5 0 9.3 4.3 8.2 11.8-1-3.2-2.6-4.7-5-5.5-3.5 1.8-8.5 1.2-10 1.5-1.2 1-1.7 2.5-2.2 4.5z',
  },
  cropped: {
    behind: '',
    front: 'M15.5 21.5c-1-7 3-11.5 8.5-11.5s9.5 4.5 8.5 11.5c-.6-3-1.5-4.5-3-5.5-3 1-8 .8-11 0-1.5 1-2.4 2.5-3 5.5z',
  },
  parted: {
    behind: '',
    front:
      'M15.3 22.5c-1.3-8 2.7-13 9-13 6 0 9.2 4.5 8.3 12.5-.7-2.8-1.6-4.3-2.6-5.5-4.5.2-8-1-10-3-1 3.5-3.2 5-4.7 9z',
  },
  bob: {
    behind: 'M13.5 21c0-7 4.5-11.5 10.5-11.5S34.5 14 34.5 21v9.5c0 1.5-1 2-2.5 2H16c-1.5 0-2.5-.5-2.5-2z',
    front: 'M15.5 22c-.5-7 3-11 8.5-11s9 4 8.5 11c-2.5-1-4.5-3.5-5.5-6-2.5 3-7 5-11.5 6z',
  },
  fringe: {
    behind: 'M13.5 21c0-7 4.5-11.5 10.5-11.5S34.5 14 34.5 21v8c0 1-1 1.5-2.5 1.5H16c-1.5 0-2.5-.5-2.5-1.5z',
    front:
      'M15.3 22.5c-.8-7.5 2.7-11.5 8.7-11.5s9.5 4 8.7 11.5c-.7-1.5-1.2-2.8-1.4-4-4.3.9-10.3.9-14.6 0-.2 1.2-.7 2.5-1.4 4z',
  },
  long: {
    behind: 'M13 22c0-7.5 4.5-12.5 11-12.5S35 14.5 35 22v16H13z',
    front:
      'M15.3 24c-.8-8.5 2.7-13 8.7-13s9.5 4.5 8.7 13c-1.7-2.5-2.6-5-3-7.5-3.7 1.5-8.2 1-11.4 0-.4 2.5-1.3 5-3 7.5z',
  },
  braids: {
    behind: 'M14 20c0-7 4-11 10-11s10 4 10 11l2.5 16c.2 2.5-4 2.5-4.2 0L31 26H17l-1.3 10c-.2 2.5-4.4 2.5-4.2 0z',
    front: 'M15.4 22c-.8-7 2.7-11.5 8.6-11.5S33.4 15 32.6 22c-1.5-4-4.6-6.5-8.6-8.5-4 2-7.1 4.5-8.6 8.5z',
  },
  bun: {
    behind: 'M24 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 1 1 0-9z',
    front: 'M15.5 21.5c-1-7 3-11.5 8.5-11.5s9.5 4.5 8.5 11.5c-1.5-3.5-4.5-6-8.5-6s-7 2.5-8.5 6z',
  },
  scarf: {
    behind: 'M12.5 23c0-8 5-13 11.5-13s11.5 5 11.5 13c0 6 2 9 3 14H9.5c1-5 3-8 3-14z',
    front: 'M15.3 22c0-6 3.2-9.5 8.7-9.5s8.7 3.5 8.7 9.5c-1.5-4-4.7-6-8.7-6s-7.2 2-8.7 6z',
  },
  cap: {
    behind: '',
    front: 'M14.6 18.8c0-6.3 4-10 9.6-10 5.3 0 9 3.7 9.2 9.2 2.6.2 4.3.7 5.3 1.7-6-.6-17-.4-24.1-.9z',
  },
  curls: {
    behind:
      'M10 18a6 6 0 1 1 12 0 6 6 0 1 1-12 0M26 18a6 6 0 1 1 12 0 6 6 0 1 1-12 0M17 12.5a7 7 0 1 1 14 0 7 7 0 1 1-14 0M10 25a4.5 4.5 0 1 1 9 0 4.5 4.5 0 1 1-9 0M29 25a4.5 4.5 0 1 1 9 0 4.5 4.5 0 1 1-9 0',
    front: 'M15.8 21c0-6 3.5-9 8.2-9s8.2 3 8.2 9c-1-2-2-3.5-3.5-4-2 1-7.5 1-9.5 0-1.4.5-2.4 2-3.4 4z',
  },
  afro: {
    behind: 'M24 4.5c8.5 0 13.5 6 13.5 13.2 0 6.3-3.5 10.3-7 11.8h-13c-3.5-1.5-7-5.5-7-11.8C10.5 10.5 15.5 4.5 24 4.5z',
    front:
      'M15.6 21c-.4-6 3-9.5 8.4-9.5s8.8 3.5 8.4 9.5c-1-2.6-2.5-4.2-4.2-4.8-2.6.8-5.8.8-8.4 0-1.7.6-3.2 2.2-4.2 4.8z',
  },
} as const

const BEARD =
  'M15.8 23c.6 2 1.6 3 3.2 3.2 1.6-1 3-1.4 5-1.4s3.4.4 5 1.4c1.6-.2 2.6-1.2 3.2-3.2v2.5c0 5.5-3.6 8.7-8.2 8.7s-8.2-3.2-8.2-8.7z'
const MOUSTACHE = 'M19.5 27.8c1-1.7 2.8-2.2 4.5-1.2 1.7-1 3.5-.5 4.5 1.2-1.7.4-3.2.3-4.5-.4-1.3.7-2.8.8-4.5.4z'

export type Hair = keyof typeof HAIR

/** `skin` counts from light (0) to dark (7). */
export type Looks = {
  ground: Colour
  skin: number
  hair: Hair
  hairColour: Colour
  wears: Colour
  glasses?: boolean
  beard?: boolean
  moustache?: boolean
  collar?: boolean
  earrings?: boolean
}

export const PORTRAIT_SIZE = 400

export function drawPortrait(looks: Looks): string {
  const skin = SKIN[looks.skin]!
  const hair = HAIR[looks.hair]
  const colour = COLOURS[looks.hairColour]
  const wears = COLOURS[looks.wears]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="${PORTRAIT_SIZE}" height="${PORTRAIT_SIZE}">
<rect width="48" height="48" fill="${COLOURS[looks.ground]}"/>
${shape(hair.behind, colour)}
${shape('M6 50c0-9.5 7-14.5 18-14.5S42 40.5 42 50z', wears)}
${looks.collar ? shape('M19 35.8 24 41l5-5.2z', '#efe7d8') : ''}
${shape('M20 28h8v7.6c0 1.6-1.8 3-4 3s-4-1.4-4-3z', skin)}
${shape('M20 31.5c1.2 1.3 2.5 1.9 4 1.9s2.8-.6 4-1.9v-2h-8z', '#000', 0.08)}
<rect x="15.8" y="12.5" width="16.4" height="20" rx="8.2" fill="${skin}"/>
${looks.beard ? shape(BEARD, colour) : ''}
${looks.moustache ? shape(MOUSTACHE, colour) : ''}
${shape(hair.front, colour)}
${looks.glasses ? GLASSES : ''}
${looks.earrings ? '<g fill="#d9a441"><circle cx="15.4" cy="27" r="1"/><circle cx="32.6" cy="27" r="1"/></g>' : ''}
</svg>`
}

const GLASSES =
  '<g fill="none" stroke="#4a4038" stroke-width="1.1"><circle cx="20.3" cy="22.8" r="2.7"/><circle cx="27.7" cy="22.8" r="2.7"/><path d="M23 22.5h2"/></g>'

function shape(path: string, fill: string, opacity = 1): string {
  return path && `<path fill="${fill}" fill-opacity="${opacity}" d="${path}"/>`
}
