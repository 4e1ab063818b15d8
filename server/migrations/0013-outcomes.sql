alter table introductions
  -- when and where the introducer thinks they could meet, in words
  add column meeting text,
  -- whether the two were asked, a month after, if it was good
  add column asked_after boolean not null default false;
create index introductions_unasked on introductions (met_at) where state = 'met' and not asked_after;

-- Whether it was good to meet: each says so for the ranking alone, and the introducer hears when both do.
alter table introduction_parties add column good boolean;
