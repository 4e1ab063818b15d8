-- A lot chose them: whose it is does not take that back.
alter table takers add column drawn boolean not null default false check (not drawn or chosen_at is not null);

-- To what somebody's word was taken down: none takes its place, also where they take their yes back and say it anew.
create table words_taken_down (
  offer_id  bigint not null references offers on delete cascade,
  person_id bigint not null references people on delete cascade,
  primary key (offer_id, person_id)
);
create index words_taken_down_person on words_taken_down (person_id);
insert into words_taken_down select distinct offer_id, person_id from takers where word_taken_down;
alter table takers drop column word_taken_down;
