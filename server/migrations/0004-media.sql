-- An uploaded picture. The file lies in the data folder under its key; the row is what is known of it.
create table media (
  id          bigint primary key default new_id(),
  person_id   bigint not null references people on delete cascade,
  status_id   bigint,
  position    smallint not null default 0,
  kind        text not null default 'image' check (kind in ('image', 'gifv', 'video', 'audio', 'unknown')),
  state       text not null default 'processing' check (state in ('processing', 'ready', 'failed')),
  key         text not null unique,
  mime        text not null default '',
  description text,
  blurhash    text,
  meta        jsonb not null default '{}',
  created_at  timestamptz not null default now()
);
create index media_status on media (status_id, position) where status_id is not null;
create index media_unattached on media (created_at) where status_id is null;
