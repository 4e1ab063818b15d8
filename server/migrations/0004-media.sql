-- An uploaded picture. Its files lie in the data folder under its key; the row is what is known of it.
create table media (
  id            bigint primary key default new_id(),
  person_id     bigint not null references people on delete cascade,
  status_id     bigint,
  -- Below 0: taken out of its status by an edit, and kept for the status's history.
  position      smallint not null default 0,
  kind          text not null default 'image' check (kind in ('image', 'gifv', 'video', 'audio', 'unknown')),
  state         text not null default 'processing' check (state in ('processing', 'ready', 'failed')),
  key           text not null unique,
  mime          text not null default '',
  description   text,
  blurhash      text,
  meta          jsonb not null default '{}',
  -- Since when it belongs to no status: a day later it is thrown away.
  unattached_at timestamptz not null default now()
);
create index media_status on media (status_id, position) where status_id is not null;
create index media_unattached on media (unattached_at) where status_id is null;

-- A row may go with its status or its person; its files follow in a job of the same transaction, whoever deletes it.
create function remove_media_files() returns trigger language plpgsql as $$
begin
  perform graphile_worker.add_job('media.remove-files', json_build_object('keys', json_agg(key))) from gone having count(*) > 0;
  return null;
end $$;
create trigger media_deleted after delete on media referencing old table as gone
  for each statement execute function remove_media_files();

-- So do the files of a profile's pictures that were replaced or taken off.
create function remove_profile_files() returns trigger language plpgsql as $$
declare
  gone text[] := array_remove(array[
    case when tg_op = 'DELETE' or old.avatar_key is distinct from new.avatar_key then old.avatar_key end,
    case when tg_op = 'DELETE' or old.header_key is distinct from new.header_key then old.header_key end
  ], null);
begin
  if cardinality(gone) > 0 then
    perform graphile_worker.add_job('media.remove-files', json_build_object('keys', gone));
  end if;
  return null;
end $$;
create trigger people_pictures after delete or update of avatar_key, header_key on people
  for each row execute function remove_profile_files();
