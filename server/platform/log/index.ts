/** Structured logs, one JSON line each, to standard error so that standard output stays for people. */
import { pino, destination, stdSerializers, type Logger } from 'pino'

export type Log = Logger

export function createLog(level: string): Log {
  const redact = ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret']
  return pino(
    { level, base: null, redact, serializers: { error: serialize }, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: false }),
  )
}

/** An Error with its stack; a text as it is. */
function serialize(error: unknown): unknown {
  return error instanceof Error ? stdSerializers.err(error) : error
}
