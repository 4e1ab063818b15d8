-- What the place learned from its own graph of who is near whom.
create table rankings (
  only_row   boolean primary key default true check (only_row),
  weights    json not null,
  learned_at timestamptz not null
);

-- "Not these two": never suggested again to whoever said so.
create table passed_pairs (
  person_id bigint not null references people on delete cascade,
  low_id    bigint not null references people on delete cascade,
  high_id   bigint not null references people on delete cascade,
  primary key (person_id, low_id, high_id),
  check (low_id < high_id)
);

-- For which reasons Kith had suggested the two: it learns which of them are good ones.
alter table introductions add column suggested_for text[] not null default '{}';
