/** Where the browser of the stories is, installing Debian's where that may be done. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
)
const ADVICE = 'Install Chromium (Debian: apt-get install chromium) or name one in CHROME_PATH.'

/** Throws an error that says what to install when there is none. */
export function findChromium(): string {
  const named = process.env.CHROME_PATH
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there. ${ADVICE}`)
  const found = named ?? [...SYSTEM, ...playwrights()].find((path) => existsSync(path))
  if (found) return found
  installDebians()
  return SYSTEM[0]!
}

function playwrights(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright')
  return [chromium.executablePath(), ...globSync(join(cache, 'chromium-*/chrome-linux*/chrome')).toReversed()]
}

function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(`There is no Chromium. ${ADVICE}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    process.stderr.write('Installing Chromium.\n')
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
    execFileSync('apt-get', install, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  } catch (error) {
    throw new Error(`Chromium could not be installed. ${ADVICE}`, { cause: error })
  }
  if (!existsSync(SYSTEM[0]!)) throw new Error(`There is no Chromium in what apt-get installed. ${ADVICE}`)
}
