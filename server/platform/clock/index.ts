/** The only place that reads the time. Everything else is given `now` by its context, so tests can move it. */
export type Clock = () => Temporal.Instant

export const systemClock: Clock = () => Temporal.Now.instant()

/** `2026-01-01T00:00:00.000Z`: how Mastodon's API and ours write a moment. */
export function isoMillis(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}
