-- Each gives something to the next, and the last to the first: up to four people, proposed to all at once.
create table rings (
  id         bigint primary key default new_id(),
  -- what each gives and what each is given it for, in their order: no ring is proposed twice
  made_of    bigint[] not null unique,
  -- open: waits for everybody's yes. met: all said yes. ended: dissolved, or past its time.
  state      text not null default 'open' check (state in ('open', 'met', 'ended')),
  -- the conversation of all
  thread_id  bigint,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index rings_due on rings (expires_at) where state = 'open';

-- Who gives what to the next, and what the one before meets. Answers are told to nobody else.
create table ring_members (
  ring_id   bigint not null references rings on delete cascade,
  place     smallint not null check (place between 1 and 4),
  person_id bigint not null references people on delete cascade,
  offer_id  bigint not null references offers on delete cascade,
  need_id   bigint not null references offers on delete cascade,
  answer    text check (answer in ('yes', 'no')),
  primary key (ring_id, place),
  unique (ring_id, person_id)
);
create index ring_members_person on ring_members (person_id, ring_id);
create index ring_members_offer on ring_members (offer_id);
create index ring_members_need on ring_members (need_id);
