/** Where to after signing in: a page of ours, whatever the address says. */
export const innerPath = (wanted: string | null | undefined, otherwise = '/') =>
  wanted && /^\/(?![/\\])/.test(wanted) ? wanted : otherwise
