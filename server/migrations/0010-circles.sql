-- A circle is a private list of one's own people: an audience to post to and a feed to read (a list, to Mastodon's apps). Nobody
-- sees whose circles they are in.
create table circles (
  id             bigint primary key default new_id(),
  person_id      bigint not null references people on delete cascade,
  title          text not null,
  -- which comments its feed shows: those to people followed, to members, or none
  replies_policy text not null default 'list' check (replies_policy in ('followed', 'list', 'none')),
  -- whether what its members say stays out of the home
  exclusive      boolean not null default false,
  created_at     timestamptz not null default moment(),
  -- The row stays, so that what was said to the circle and answered in it still has an owner.
  deleted_at     timestamptz
);
create index circles_person on circles (person_id, id);

-- Somebody no longer followed is in none of one's circles: the membership goes with the follow.
create table circle_members (
  id        bigint primary key default new_id(),
  circle_id bigint not null references circles on delete cascade,
  person_id bigint not null references people on delete cascade,
  follow_id bigint not null references follows on delete cascade,
  unique (circle_id, person_id)
);
create index circle_members_person on circle_members (person_id, circle_id);
create index circle_members_follow on circle_members (follow_id);

-- The circle it was said to, or that of what it answers. No reference: once the circle's owner is gone nobody but its author
-- may see it, and a null would open it to all followers.
alter table statuses add column circle_id bigint,
  add check (circle_id is null or (visibility = 'private' and reblog_of_id is null));
