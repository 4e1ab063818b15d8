-- Of a match: the other's thing, which answers one's own. It is shown only while both stand.
alter table notices add column other_id bigint;
create index notices_other on notices (other_id, kind) where other_id is not null;
-- Of these nobody could say any more whether they still stand; what answers what stands with the offers and needs themselves.
delete from notices where kind = 'offer_match';

-- Put away by whom it was told to. It stays as what they know already, so that nothing is told again by being done again.
alter table notices add column cleared boolean not null default false;
drop index notices_person;
create index notices_person on notices (person_id, id) where not cleared;

drop index notices_once;
create unique index notices_once
  on notices (person_id, kind, from_id, coalesce(status_id, 0), coalesce(about_id, 0), coalesce(other_id, 0))
  where kind not in ('update', 'ask_answer');
