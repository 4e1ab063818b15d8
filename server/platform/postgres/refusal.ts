/** Why PostgreSQL cannot start, in one line for whoever runs Kith: nothing they could read in a stack would help them. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
