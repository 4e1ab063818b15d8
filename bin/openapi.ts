/** `npm run openapi` writes openapi.json from the routes; a test holds the two against each other. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeApi } from '#test/contract'

await writeFile(join(import.meta.dirname, '../openapi.json'), await describeApi())
