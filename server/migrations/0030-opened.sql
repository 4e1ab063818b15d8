-- Since when it stands open, on the database's own clock: what was said in the same moment is looked for by it.
alter table offers add column opened_at timestamptz;
update offers set opened_at = created_at;
alter table offers alter opened_at set default clock_timestamp(), alter opened_at set not null;
create index offers_opened on offers (opened_at) where state = 'open';
