alter table introductions
  -- whether its introducer took it back, which says nothing of the two
  add column withdrawn boolean not null default false,
  -- whether both had said that it was good: told to the introducer once, whatever one of the two thinks later
  add column both_liked boolean not null default false;

update introductions set withdrawn = true where state = 'ended' and expires_at > moment();
update introductions i set both_liked = true
  where not exists (select from introduction_parties p where p.introduction_id = i.id and p.good is not true);
