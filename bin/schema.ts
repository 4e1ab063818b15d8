/** `npm run schema` writes the types of the rows, server/platform/db/schema.ts, from a freshly migrated database. */
import { writeSchema } from '#test/schema'

await writeSchema()
