-- What is offered or needed may be said anew while it stands open; whoever said yes to it sees since when.
alter table offers add column changed_at timestamptz;
-- Whose it is says that it was met, in whatever way: it is over, and was not taken back.
alter table offers add column settled_at timestamptz;
