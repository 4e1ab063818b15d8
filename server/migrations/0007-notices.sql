-- What somebody is told in their inbox (Mastodon: a notification). One row an event; groups are made when read.
create table notices (
  id              bigint primary key default new_id(),
  person_id       bigint not null references people on delete cascade,
  kind            text not null,
  from_id         bigint not null references people on delete cascade,
  status_id       bigint references statuses on delete cascade,
  introduction_id bigint,
  group_key       text not null,
  created_at      timestamptz not null default moment()
);
create index notices_person on notices (person_id, id);
create index notices_group on notices (person_id, group_key, id);
create index notices_status on notices (status_id) where status_id is not null;
create index notices_from on notices (from_id, person_id);
create unique index notices_once on notices (person_id, kind, from_id, coalesce(status_id, 0), coalesce(introduction_id, 0))
  where kind <> 'update';
