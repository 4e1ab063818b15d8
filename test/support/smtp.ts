/** A real SMTP server on a free port, that keeps the mails it takes and refuses as a test says. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  url: string
  mails: ParsedMail[]
  /** How it answers recipients from now on: takes them, or refuses with this code, naming them as many servers do. */
  refuse(code: number | null): void
  /** Takes the next mail and breaks off before it says so. */
  breakOff(): void
  close(): Promise<void>
  /** On the same port again. */
  reopen(): Promise<void>
}

export async function mailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = []
  let code: number | null = null
  let breaks = false
  let server: SMTPServer
  let port = 0

  async function open() {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo({ address }, _session, done) {
        done(code === null ? null : Object.assign(new Error(`<${address}>: not here.`), { responseCode: code }))
      },
      async onData(stream, _session, done) {
        mails.push(await simpleParser(stream))
        if (!breaks) return done()
        breaks = false
        for (const connection of server.connections)
          // oxlint-disable-next-line no-underscore-dangle -- its own way to break off is a polite one
          (connection as unknown as { _socket: { destroy(): void } })._socket.destroy()
      },
    })
    server.on('error', () => {})
    const listening = server.listen(port, '127.0.0.1')
    await once(listening, 'listening')
    port = (listening.address() as AddressInfo).port
  }

  await open()
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (next) => void (code = next),
    breakOff: () => void (breaks = true),
    close: () => new Promise((resolve) => server.close(() => resolve())),
    reopen: open,
  }
}
