#!/usr/bin/env node
/** The owner's command line from anywhere: on Kith's own Node, in the project's folder. Plain JavaScript for any Node. */
import { spawnSync } from 'child_process'
import path from 'path'
import { fileURLToPath } from 'url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

run(process.execPath, ['bin/prepare.js', '--quiet'])
run(path.join(root, 'node_modules/.bin/node'), ['server/cli/main.ts', ...process.argv.slice(2)])

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status === null ? 1 : status)
}
