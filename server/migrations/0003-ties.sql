-- Who follows, wants to follow, blocks and mutes whom. Every key leads with the person whose list it is.
create table follows (
  id           bigint primary key default new_id(),
  follower_id  bigint not null references people on delete cascade,
  followee_id  bigint not null references people on delete cascade,
  show_reblogs boolean not null default true,
  notify       boolean not null default false,
  languages    text[],
  created_at   timestamptz not null default moment(),
  unique (follower_id, followee_id),
  check (follower_id <> followee_id)
);
create index follows_followers on follows (followee_id, id) include (follower_id, show_reblogs);
create index follows_following on follows (follower_id, id);

create table follow_requests (
  id           bigint primary key default new_id(),
  follower_id  bigint not null references people on delete cascade,
  followee_id  bigint not null references people on delete cascade,
  show_reblogs boolean not null default true,
  notify       boolean not null default false,
  languages    text[],
  created_at   timestamptz not null default moment(),
  unique (follower_id, followee_id),
  check (follower_id <> followee_id)
);
create index follow_requests_followee on follow_requests (followee_id, id);

create table blocks (
  id         bigint primary key default new_id(),
  blocker_id bigint not null references people on delete cascade,
  blocked_id bigint not null references people on delete cascade,
  created_at timestamptz not null default moment(),
  unique (blocker_id, blocked_id),
  check (blocker_id <> blocked_id)
);
create index blocks_blocked on blocks (blocked_id, blocker_id);

create table mutes (
  id            bigint primary key default new_id(),
  muter_id      bigint not null references people on delete cascade,
  muted_id      bigint not null references people on delete cascade,
  notifications boolean not null default true,
  expires_at    timestamptz,
  created_at    timestamptz not null default moment(),
  unique (muter_id, muted_id),
  check (muter_id <> muted_id)
);

-- A private remark on a person (Mastodon's account note), seen by its writer alone; the words are encrypted.
create table person_notes (
  writer_id bigint not null references people on delete cascade,
  person_id bigint not null references people on delete cascade,
  words     bytea not null,
  primary key (writer_id, person_id)
);

-- Whom somebody does not want suggested again.
create table passed_over (
  person_id bigint not null references people on delete cascade,
  other_id  bigint not null references people on delete cascade,
  primary key (person_id, other_id)
);
