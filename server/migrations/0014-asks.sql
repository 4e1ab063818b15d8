-- Somebody asks something, and it travels as far as they say. One that may travel to everybody is also a public status.
create table asks (
  id          bigint primary key default new_id(),
  person_id   bigint not null references people on delete cascade,
  question    text not null,
  details     text not null default '',
  language    text,
  reach       text not null check (reach in ('circles', 'people', 'friends', 'place', 'everybody')),
  circle_ids  bigint[] not null default '{}',
  -- false: beyond one's own people nobody learns who asks
  named       boolean not null default true,
  deadline    timestamptz,
  attachments json not null default '[]',
  status_id   bigint references statuses on delete cascade,
  -- what came of it, in the words of whoever asked
  outcome     text,
  closed_at   timestamptz,
  -- shown to greeters since then
  greeted_at  timestamptz,
  created_at  timestamptz not null default moment(),
  check (reach <> 'everybody' or (named and status_id is not null))
);
create index asks_person on asks (person_id, id);
create index asks_status on asks (status_id) where status_id is not null;
create index asks_open on asks (id) where closed_at is null;
create index asks_words on asks using gin (
  (to_tsvector('german', plain(question || ' ' || details)) || to_tsvector('english', plain(question || ' ' || details)))
);

-- An answer, or a comment on one (parent_id) or on the ask itself (kind). What was said as a status stays that status.
create table answers (
  id         bigint primary key default new_id(),
  ask_id     bigint not null references asks on delete cascade,
  person_id  bigint not null references people on delete cascade,
  parent_id  bigint references answers on delete cascade,
  kind       text not null default 'answer' check (kind in ('answer', 'comment')),
  text       text not null default '',
  status_id  bigint unique references statuses on delete cascade,
  -- whoever asked says that it helped
  helped_at  timestamptz,
  created_at timestamptz not null default moment(),
  check (kind = 'comment' or parent_id is null)
);
create index answers_ask on answers (ask_id, id);
create index answers_person on answers (person_id, id);
create index answers_parent on answers (parent_id) where parent_id is not null;

-- An ask drawn to somebody's attention: by the router, or (from_id) by a friend who says that they would know.
create table nudges (
  id         bigint primary key default new_id(),
  ask_id     bigint not null references asks on delete cascade,
  person_id  bigint not null references people on delete cascade,
  from_id    bigint references people on delete cascade,
  -- whom the router drew it to first, at the beginning of this chain
  first_id   bigint references people on delete set null,
  word       text,
  -- why the router thinks they would know: {kind, words, count}
  reason     json,
  wave       smallint not null default 0,
  deed       text check (deed in ('answered', 'unknown', 'later', 'passed')),
  acted_at   timestamptz,
  created_at timestamptz not null,
  unique (ask_id, person_id)
);
create index nudges_person on nudges (person_id, id);
create index nudges_lately on nudges (person_id, created_at);

-- Nobody is nudged against this: how often a week, for what alone (empty: for anything), and whether they greet newcomers.
create table ask_settings (
  person_id bigint primary key references people on delete cascade,
  weekly    smallint not null default 3 check (weekly between 0 and 20),
  topics    text[] not null default '{}',
  greets    boolean not null default false
);

-- Pictures of asks that are no status.
alter table media add column ask_id bigint references asks on delete cascade;
create index media_ask on media (ask_id) where ask_id is not null;
