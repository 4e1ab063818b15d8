// Of the people called `p`, for a viewer in $1.

export const KNOWN = `exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)`
export const KNOWS_ME = `exists (select from follows f where f.follower_id = p.id and f.followee_id = $1)`
