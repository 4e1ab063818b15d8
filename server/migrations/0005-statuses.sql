-- What people say. mentions, tags and attachments repeat what stands in status_mentions, status_tags and media, so that
-- a page of a feed is one query; the store writes both in one transaction.
create table statuses (
  id                     bigint primary key default new_id(),
  person_id              bigint not null references people on delete cascade,
  uri                    text unique,
  url                    text,
  text                   text not null default '',
  content                text not null default '',
  spoiler_text           text not null default '',
  visibility             text not null check (visibility in ('public', 'unlisted', 'private', 'direct')),
  sensitive              boolean not null default false,
  language               text,
  thread_id              bigint not null,
  in_reply_to_id         bigint references statuses on delete set null,
  in_reply_to_person_id  bigint references people on delete set null,
  reblog_of_id           bigint references statuses on delete cascade,
  application_id         bigint,
  mentions               json not null default '[]',
  tags                   json not null default '[]',
  attachments            json not null default '[]',
  replies_count          integer not null default 0,
  reblogs_count          integer not null default 0,
  favourites_count       integer not null default 0,
  created_at             timestamptz not null default moment(),
  edited_at              timestamptz,
  check (reblog_of_id is null or (text = '' and in_reply_to_id is null))
) with (fillfactor = 85);
create index statuses_person on statuses (person_id, id);
create unique index statuses_reblog on statuses (reblog_of_id, person_id) where reblog_of_id is not null;
create index statuses_reblogs_of_person on statuses (person_id, reblog_of_id) where reblog_of_id is not null;
create index statuses_thread on statuses (thread_id, id) where reblog_of_id is null;
create index statuses_reply on statuses (in_reply_to_id) where in_reply_to_id is not null;
create index statuses_public on statuses (id) where visibility = 'public' and reblog_of_id is null;
create index statuses_words on statuses using gin (
  (to_tsvector('german', plain(spoiler_text || ' ' || text)) || to_tsvector('english', plain(spoiler_text || ' ' || text)))
) where reblog_of_id is null;

alter table media add foreign key (status_id) references statuses on delete cascade;

create table status_mentions (
  status_id bigint not null references statuses on delete cascade,
  person_id bigint not null references people on delete cascade,
  primary key (status_id, person_id)
);
create index status_mentions_person on status_mentions (person_id, status_id);

create table tags (
  id   bigint primary key default new_id(),
  name text not null unique,
  created_at timestamptz not null default moment()
);
create index tags_words on tags using gin (name gin_trgm_ops);
create table status_tags (
  tag_id    bigint not null references tags on delete cascade,
  status_id bigint not null references statuses on delete cascade,
  primary key (tag_id, status_id)
);
create index status_tags_status on status_tags (status_id);

-- Earlier versions of an edited status, oldest first; the current one is the status itself.
create table status_edits (
  id           bigint primary key default new_id(),
  status_id    bigint not null references statuses on delete cascade,
  content      text not null,
  spoiler_text text not null,
  sensitive    boolean not null,
  attachments  json not null default '[]',
  created_at   timestamptz not null
);
create index status_edits_status on status_edits (status_id, id);

create table favourites (
  id        bigint primary key default new_id(),
  person_id bigint not null references people on delete cascade,
  status_id bigint not null references statuses on delete cascade,
  unique (person_id, status_id)
);
create index favourites_status on favourites (status_id, id);
create index favourites_person on favourites (person_id, id);

create table bookmarks (
  id        bigint primary key default new_id(),
  person_id bigint not null references people on delete cascade,
  status_id bigint not null references statuses on delete cascade,
  unique (person_id, status_id)
);
create index bookmarks_status on bookmarks (status_id);
create index bookmarks_person on bookmarks (person_id, id);

create table pins (
  id        bigint primary key default new_id(),
  person_id bigint not null references people on delete cascade,
  status_id bigint not null references statuses on delete cascade,
  unique (person_id, status_id)
);

-- Threads somebody does not want to hear of any more.
create table thread_mutes (
  person_id bigint not null references people on delete cascade,
  thread_id bigint not null,
  primary key (person_id, thread_id)
);

-- A conversation is a thread of mentioned-only statuses, as one of its people sees it.
create table conversations (
  id             bigint primary key default new_id(),
  person_id      bigint not null references people on delete cascade,
  thread_id      bigint not null,
  last_status_id bigint references statuses on delete set null,
  unread         boolean not null default true,
  left_at        timestamptz,
  unique (person_id, thread_id)
);
create index conversations_latest on conversations (person_id, last_status_id) where left_at is null;

-- An Idempotency-Key given with a status: a repeat within the hour is answered with the first one.
create table idempotency_keys (
  person_id  bigint not null references people on delete cascade,
  key        text not null,
  status_id  bigint references statuses on delete cascade,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
