// Tells the server the reader's time zone, so that the next page says times as their clock has them.
document.cookie = `kith_zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`
