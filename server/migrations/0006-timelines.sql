-- Home feeds are written on post: a row for each local follower. Of a boost it keeps what is boosted (reblog_of_id), so that
-- one status comes in once, and whose that is (reblogged_id), so that nobody muted or blocked comes in with it.
create table home_feed (
  person_id    bigint not null references people on delete cascade,
  status_id    bigint not null references statuses on delete cascade,
  author_id    bigint not null,
  reblog_of_id bigint,
  reblogged_id bigint,
  primary key (person_id, status_id)
);
create index home_feed_status on home_feed (status_id);
create index home_feed_author on home_feed (person_id, author_id);
create index home_feed_reblog on home_feed (person_id, reblog_of_id) where reblog_of_id is not null;

-- When each feed was last read; one that nobody read for a month is dropped and rebuilt on the next visit.
create table home_feeds (
  person_id bigint primary key references people on delete cascade,
  built     boolean not null default true,
  read_on   date not null default current_date
);

create table markers (
  person_id    bigint not null references people on delete cascade,
  timeline     text not null check (timeline in ('home', 'notifications')),
  last_read_id bigint not null,
  version      integer not null default 1,
  updated_at   timestamptz not null default now(),
  primary key (person_id, timeline)
);
