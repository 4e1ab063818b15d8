/** The command was not typed as it must be, or names what is not there. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const HELP = `kith: look after your place

  kith account create NAME --email E [--password P] [--role owner|moderator|member]
                           [--name "Shown Name"] [--locale en|de] [--json]
  kith account list [--json]
  kith account role NAME owner|moderator|member
  kith account token NAME [--scopes "read write"] [--json]
  kith account suspend NAME [--undo]
  kith account approve NAME
  kith account delete NAME [--yes]
  kith doctor               what is set, and whether everything is well

From the project's folder: npm run -s kith -- account list
It works beside a running Kith and without one. Settings are the same environment variables.
`
