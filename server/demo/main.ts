/** `npm run demo`: where Node begins, as in server/main.ts; then the town is settled, if it is not yet, and opens its doors. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
const { runDemo } = await import('./run.ts')
await runDemo()
