/** Those of mine being taken back: gone from the lists at once, as long as it may still be undone. */
export const leaving = $state<Record<string, true>>({})
