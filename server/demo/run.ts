import { loadConfig, type Config } from '#platform/config'
import { run } from '../run.ts'
import { startKith, type Kith } from '../start.ts'
import { finishFolder, openFolder } from './folder.ts'
import { PASSWORD, settle } from './settle.ts'
import { readTown, VISITORS } from './town.ts'

export async function runDemo(): Promise<void> {
  await run(start, tell)
}

async function start(signal: AbortSignal): Promise<Kith> {
  const config = demoConfig()
  const isSettled = await openFolder(config.dataDir)
  const began = performance.now()
  return startKith(config, {
    async prepare(ctx) {
      if (isSettled) return
      await settle(ctx, { town: readTown(), say: console.log, signal })
      await finishFolder(config.dataDir)
      console.log(`The town is there, after ${Math.round((performance.now() - began) / 1000)} seconds.\n`)
    },
  })
}

/** Of its own whatever else is set: the demo never meets a real place's database, and writes to nobody. */
function demoConfig(): Config {
  return {
    ...loadConfig(undefined, { KITH_DATA: './demo-data', KITH_LOG: 'warn' }),
    databaseUrl: null,
    smtpUrl: null,
    role: 'all',
  }
}

function tell({ address }: Kith) {
  const people = readTown().people
  const line = (who: string, why: string) => {
    const { username, name } = people.find((person) => person.username === who)!
    return `  ${username.padEnd(10)} ${name.padEnd(18)} ${why}`
  }
  console.log(`Kith Lindenau is open at ${address}\n`)
  console.log(`Sign in, with the password ${PASSWORD}, as`)
  console.log(line(VISITORS.german, 'German: windows, a little brother, and introductions that wait'))
  console.log(line(VISITORS.english, 'English: a translator on the fourth floor, with requests to follow her'))
  console.log(line(VISITORS.owner, 'German: the owner, who brings people together'))
  console.log(`  or as anybody else you meet there; everybody has the same password.\n`)
}
