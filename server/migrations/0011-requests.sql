-- A notice is about one thing of its kind: an introduction, a request to be introduced, an ask.
alter table notices rename column introduction_id to about_id;

-- Of an introduction that came of somebody's request to be introduced: who asked. Until both said yes only the other one sees it.
alter table introductions add column seeker_id bigint references people on delete cascade;

-- Somebody (seeker) would like to be introduced to somebody (target), and asks from friend to friend.
create table introduction_requests (
  id         bigint primary key default new_id(),
  seeker_id  bigint not null references people on delete cascade,
  target_id  bigint not null references people on delete cascade,
  note       text not null,
  -- open: on its way, wherever it may have stopped. ended: withdrawn, or its time is over. Whether it came about its introduction
  -- says; met is noted when its time is over.
  state      text not null default 'open' check (state in ('open', 'met', 'ended')),
  created_at timestamptz not null default moment(),
  expires_at timestamptz not null,
  check (seeker_id <> target_id)
);
create index introduction_requests_seeker on introduction_requests (seeker_id, id);
create index introduction_requests_target on introduction_requests (target_id);
create index introduction_requests_due on introduction_requests (expires_at) where state = 'open';

-- Where a request is: whom it was handed to, by whom, and what they did with it. A holder sees the one before and the one after.
create table request_steps (
  id              bigint primary key default new_id(),
  request_id      bigint not null references introduction_requests on delete cascade,
  depth           smallint not null check (depth between 1 and 3),
  from_id         bigint not null references people on delete cascade,
  holder_id       bigint not null references people on delete cascade,
  -- what the one before wrote to this one alone
  word            text,
  -- false where it was handed on and does not arrive: to somebody who may not see it, or has had it already
  arrived         boolean not null,
  deed            text check (deed in ('passed', 'proposed', 'left')),
  introduction_id bigint references introductions on delete set null,
  created_at      timestamptz not null default moment(),
  unique (request_id, depth)
);
create index request_steps_holder on request_steps (holder_id, id) where arrived;
create index request_steps_from on request_steps (from_id);
create index request_steps_introduction on request_steps (introduction_id) where introduction_id is not null;

-- What the owner may change: how many requests somebody may have open, and how many a week reach each who passes them on.
alter table place
  add column requests_open integer not null default 5 check (requests_open between 0 and 100),
  add column requests_weekly integer not null default 3 check (requests_weekly between 0 and 100);
