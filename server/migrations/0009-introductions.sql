-- One person proposes that two others meet. Nobody learns an answer before both said yes, nor ever who said no.
create table introductions (
  id            bigint primary key default new_id(),
  introducer_id bigint not null references people on delete cascade,
  -- The two, the smaller id first, as never_pairs has them: an introduction goes with the first of its three who leaves.
  low_id        bigint not null references people on delete cascade,
  high_id       bigint not null references people on delete cascade,
  note          text not null,
  -- open: may still come about. lapsed: cannot any more (a block, never this pair), but looks open until it expires.
  -- met: both said yes. ended: withdrawn or over.
  state         text not null default 'open' check (state in ('open', 'lapsed', 'met', 'ended')),
  thread_id     bigint,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  met_at        timestamptz,
  check (low_id < high_id and introducer_id not in (low_id, high_id)),
  check ((state = 'met') = (met_at is not null))
);
create index introductions_introducer on introductions (introducer_id, id);
create index introductions_pair on introductions (low_id, high_id);
create index introductions_high on introductions (high_id);
create index introductions_due on introductions (expires_at) where state in ('open', 'lapsed');

create table introduction_parties (
  introduction_id bigint not null references introductions on delete cascade,
  person_id       bigint not null references people on delete cascade,
  position        smallint not null check (position in (1, 2)),
  word            text,
  answer          text check (answer in ('yes', 'no')),
  answered_at     timestamptz,
  primary key (introduction_id, person_id),
  unique (introduction_id, position)
);
create index introduction_parties_person on introduction_parties (person_id, introduction_id);

-- "Never this pair": said by one of the two; low_id < high_id.
create table never_pairs (
  said_by_id bigint not null references people on delete cascade,
  low_id     bigint not null references people on delete cascade,
  high_id    bigint not null references people on delete cascade,
  created_at timestamptz not null default now(),
  primary key (low_id, high_id, said_by_id),
  check (low_id < high_id)
);
