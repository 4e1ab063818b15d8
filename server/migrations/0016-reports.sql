-- Somebody says that something is not right here: about a person, and what of theirs it is about.
create table reports (
  id          bigint primary key default new_id(),
  reporter_id bigint references people on delete set null,
  person_id   bigint not null references people on delete cascade,
  category    text not null default 'other' check (category in ('spam', 'legal', 'violation', 'other')),
  comment     text not null default '',
  -- what it is about, and its words as they stood then
  about       text not null default 'person' check (about in ('person', 'status', 'introduction', 'request', 'ask', 'answer')),
  about_ids   bigint[] not null default '{}',
  words       text,
  created_at  timestamptz not null default moment(),
  settled_at  timestamptz,
  settled_by  bigint references people on delete set null
);
create index reports_open on reports (id) where settled_at is null;
create index reports_person on reports (person_id);
create index reports_reporter on reports (reporter_id, id);
