import type { IncomingMessage } from 'node:http'
import type { Me } from '#lib/api/entities.ts'
import type { Locale } from '#lib/ui/language.ts'

declare global {
  namespace App {
    interface Error {
      /** The server's sentence in the reader's language, where it gave one. */
      sentence?: string
    }
    interface Locals {
      me: Me | null
      locale: Locale
      /** The reader's time zone, once their browser has told it. */
      zone: string | null
      /** Set-Cookie lines of API answers, handed on to the browser as they are. */
      setCookies: string[]
    }
    interface Platform {
      req: IncomingMessage & { fetchApi?: (request: Request) => Promise<Response> }
    }
  }
}
