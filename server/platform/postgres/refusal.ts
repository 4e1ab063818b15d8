/** Why PostgreSQL cannot start, in one line for whoever runs Kith: nothing they could read in a stack would help them. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** Another Kith holds the data folder; it may be starting, and then its PostgreSQL can be used before long. */
export class InUse extends CannotStart {}
