-- A lot chose them: whose it is does not take that back.
alter table takers add column drawn boolean not null default false check (not drawn or chosen_at is not null);
