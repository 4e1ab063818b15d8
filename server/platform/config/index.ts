/**
 * Every setting of Kith, read once from the environment. A wrong one stops the start with one clear line
 * (`ConfigError`), so nothing further in has to doubt them. The README lists the same table.
 */
import { resolve } from 'node:path'

export { VERSION } from './version.ts'

export type Config = {
  /** The public address, without a slash at the end. */
  origin: string
  /** The host of `origin`: what stands after the @ in a handle. */
  domain: string
  host: string
  port: number
  dataDir: string
  databaseUrl: string | null
  smtpUrl: string | null
  registrations: 'open' | 'approval' | 'invite' | 'closed'
  emailConfirmation: boolean
  rateLimits: boolean
  privateNetwork: boolean
  role: 'all' | 'web' | 'worker'
  logLevel: string
  development: boolean
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Setting = { name: string; default: string; what: string }

/** What `kith doctor` and the README list, in this order. */
export const settings: Setting[] = [
  { name: 'KITH_ORIGIN', default: 'http://localhost:3000', what: 'the public address' },
  { name: 'KITH_HOST', default: '127.0.0.1', what: 'where it listens' },
  { name: 'KITH_PORT', default: '3000', what: 'the port it listens on' },
  { name: 'KITH_DATA', default: './data', what: 'everything that must be kept' },
  { name: 'DATABASE_URL', default: '', what: 'a PostgreSQL of your own (15 or newer), instead of the one inside' },
  { name: 'SMTP_URL', default: '', what: 'outgoing mail' },
  { name: 'KITH_REGISTRATIONS', default: 'invite', what: 'open, approval, invite or closed' },
  { name: 'KITH_EMAIL_CONFIRMATION', default: '', what: 'on or off; on where SMTP_URL is set' },
  { name: 'KITH_RATE_LIMITS', default: 'on', what: 'off on a private network' },
  { name: 'KITH_PRIVATE_NETWORK', default: 'off', what: 'on lets it fetch from private addresses' },
  { name: 'KITH_ROLE', default: 'all', what: 'all, web or worker' },
  { name: 'KITH_LOG', default: 'info', what: 'how much it logs: fatal, error, warn, info, debug, trace or silent' },
]

type Settings = Record<string, string | undefined>

export function loadConfig(env: Settings = process.env, defaults: Settings = {}): Config {
  const read = (name: string) =>
    env[name]?.trim() || (defaults[name] ?? settings.find((s) => s.name === name)?.default ?? '')
  const port = wholeNumber(read('KITH_PORT'), 'KITH_PORT', 0, 65535)
  const origin = readOrigin(env.KITH_ORIGIN?.trim() || `http://localhost:${port}`)
  const databaseUrl = read('DATABASE_URL') || null
  const role = oneOf(read('KITH_ROLE'), 'KITH_ROLE', ['all', 'web', 'worker'])
  if (databaseUrl) checkUrl(databaseUrl, 'DATABASE_URL', ['postgres:', 'postgresql:'])
  if (role !== 'all' && !databaseUrl) throw new ConfigError(`KITH_ROLE=${role} needs DATABASE_URL.`)
  const smtpUrl = read('SMTP_URL') || null
  if (smtpUrl) checkUrl(smtpUrl, 'SMTP_URL', ['smtp:', 'smtps:'])
  return {
    origin,
    domain: new URL(origin).host,
    host: read('KITH_HOST'),
    port,
    dataDir: resolve(read('KITH_DATA')),
    databaseUrl,
    smtpUrl,
    registrations: oneOf(read('KITH_REGISTRATIONS'), 'KITH_REGISTRATIONS', ['open', 'approval', 'invite', 'closed']),
    emailConfirmation: onOff(read('KITH_EMAIL_CONFIRMATION') || (smtpUrl ? 'on' : 'off'), 'KITH_EMAIL_CONFIRMATION'),
    rateLimits: onOff(read('KITH_RATE_LIMITS'), 'KITH_RATE_LIMITS'),
    privateNetwork: onOff(read('KITH_PRIVATE_NETWORK'), 'KITH_PRIVATE_NETWORK'),
    role,
    logLevel: oneOf(read('KITH_LOG'), 'KITH_LOG', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    development: env.NODE_ENV === 'development',
  }
}

/** Every setting as it stands, for the owner to look at: passwords in addresses are hidden. */
export function listSettings(env: Record<string, string | undefined> = process.env) {
  return settings.map((setting) => {
    const own = env[setting.name]?.trim() ?? ''
    return { ...setting, value: hidePassword(own || setting.default), own: own !== '' }
  })
}

function hidePassword(text: string): string {
  return text.replace(/^(\w+:\/\/[^:@/]*):[^@]*@/, '$1:…@')
}

/** The built web client reads its own address from the environment when it is loaded. */
export function tellPages(origin: string): void {
  process.env.KITH_WEB_ORIGIN = origin
}

function readOrigin(text: string): string {
  checkUrl(text, 'KITH_ORIGIN', ['http:', 'https:'])
  const url = new URL(text)
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigError(`KITH_ORIGIN must be an address without a path, such as https://kith.example, not "${text}".`)
  }
  return url.origin
}

function checkUrl(text: string, name: string, protocols: string[]) {
  const ok = URL.canParse(text) && protocols.includes(new URL(text).protocol)
  if (!ok) throw new ConfigError(`${name} must be an address that begins with ${protocols.join('// or ')}//.`)
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new ConfigError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`)
}

function oneOf<T extends string>(text: string, name: string, choices: T[]): T {
  const choice = choices.find((c) => c === text)
  if (choice) return choice
  throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${text}".`)
}

function onOff(text: string, name: string): boolean {
  return oneOf(text, name, ['on', 'off']) === 'on'
}
