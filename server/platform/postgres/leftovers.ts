import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { readNote } from './postmaster.ts'
import { endProcesses, postgresProcessesIn } from './processes.ts'
import { CannotStart } from './refusal.ts'
import { removeSocketFolder } from './socket.ts'
import type { User } from './user.ts'

/**
 * Ends what a killed Kith left running in `folder`. Its postmaster may live on and holds the folder; where that was killed too,
 * its backends may still hold the shared memory. The caller holds the lock, so none of them serves anybody.
 */
export async function endLeftovers(folder: string, user: User | null, log: Pick<Logger, 'warn'>) {
  const note = await readNote(folder)
  const found = await postgresProcessesIn(folder, user)
  if (note && found.includes(note.pid)) {
    log.warn({ pid: note.pid }, 'Stopping the PostgreSQL that an earlier Kith left behind.')
    await endProcesses(
      [note.pid],
      [
        { signal: 'SIGINT', seconds: 20 },
        { signal: 'SIGQUIT', seconds: 5 },
      ],
    )
  }
  const backends = await postgresProcessesIn(folder, user)
  const ended = await endProcesses(backends, [
    { signal: 'SIGQUIT', seconds: 3 },
    { signal: 'SIGKILL', seconds: 5 },
  ])
  if (!ended) throw new CannotStart(`PostgreSQL's old processes ${backends.join(', ')} in ${folder} do not end.`)
  // Their numbers may belong to somebody else by now, whom PostgreSQL would take for a living postmaster.
  for (const name of ['postmaster.pid', '.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    await rm(join(folder, name), { force: true })
  if (note) removeSocketFolder(note.socketFolder, folder)
}
