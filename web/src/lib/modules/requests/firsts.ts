/** Those next to me on the ways to somebody, whom I could ask. */
import type { Account, Path } from '#lib/api/entities.ts'

export type First = { account: Account; knows: boolean }

export function firstsOf(paths: Path[]): First[] {
  return paths.flatMap(({ people: [account, ...rest] }) => (account ? [{ account, knows: rest.length === 0 }] : []))
}
