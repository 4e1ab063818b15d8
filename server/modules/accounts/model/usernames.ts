import { refuse } from '#platform/refusal'

export const LONGEST_USERNAME = 30

// Names that could make somebody believe they speak for the place or for Kith.
const RESERVED = `
  abuse admin administration administrator administratorin anmeldung betreiber betreiberin betreiberteam billing
  contact daemon datenschutz eigentuemer eigentuemerin everyone feedback help helpdesk hilfe host hostmaster impressum
  info inhaber inhaberin instance kith kithteam kontakt kundendienst legal leitung mailerdaemon meldestelle mod
  moderation moderator moderatorin mods newsletter nobody noreply notice official offiziell operator owner password
  passwort place postmaster presse press privacy privatsphaere registration rettung root security service sicherheit
  staff superuser support sysadmin sysop system systemadmin team trust verify verified verwaltung verwalter verwalterin
  webmaster vorstand zentrale
`
const ALIKE: [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1l]/g, 'i'],
  [/3/g, 'e'],
  [/4/g, 'a'],
  [/5/g, 's'],
  [/7/g, 't'],
  [/8/g, 'b'],
]
const reserved = new Set(RESERVED.trim().split(/\s+/).map(outline))

/** Mastodon's rule for names here: letters, digits and the underscore, at most 30. */
export function checkUsername(username: string, options: { reservedToo?: boolean } = {}): string {
  if (username.length > LONGEST_USERNAME) throw refuse('invalid', 'accounts.username_long', { most: LONGEST_USERNAME })
  if (!/^\w*[a-z0-9]\w*$/i.test(username)) throw refuse('invalid', 'accounts.username_form')
  if (!options.reservedToo && misleads(username)) throw refuse('invalid', 'accounts.username_reserved')
  return username
}

/** `admin`, and what reads like it: `adm1n`, `Admin_`, `admin2`, `admins`, `kith_support`. */
export function misleads(username: string): boolean {
  const parts = username.split('_').filter(Boolean)
  return isReserved(username) || parts.every(isReserved)
}

function isReserved(name: string): boolean {
  const bare = name.replace(/[_\d]+$/, '')
  return [name, bare, bare.replace(/s$/i, '')].some((form) => reserved.has(outline(form)))
}

/** How a name looks at a glance. */
function outline(name: string): string {
  return ALIKE.reduce((text, [from, to]) => text.replace(from, to), name.toLowerCase().replaceAll('_', ''))
}
