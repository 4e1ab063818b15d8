/** What is checked without running Kith: form, habits and types. Each counts as one test. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Tally } from './testfiles.ts'

const ROOT = join(import.meta.dirname, '../..')
const CHECKS: [name: string, program: string, args: string[]][] = [
  ['format', 'oxfmt', ['--check', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['types of the web client', 'svelte-check', ['--workspace', 'web', '--output', 'human', '--fail-on-warnings']],
  ['nothing unused', 'knip', ['--no-progress', '--exclude', 'types']],
]

/** Two at a time: the type checkers take longest and go on beside each other. */
export async function runChecks(): Promise<Tally> {
  const waiting = [...CHECKS]
  const tally = { passed: 0, failed: 0, skipped: 0 }
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const passed = await runCheck(...check)
      tally[passed ? 'passed' : 'failed']++
    }
  }
  await Promise.all([work(), work()])
  return tally
}

async function runCheck(name: string, program: string, args: string[]): Promise<boolean> {
  const began = performance.now()
  const child = spawn(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(code === 0 ? `✔ ${name} (${seconds} s)` : `✖ ${name} (${seconds} s)\n${said}`)
  return code === 0
}
