-- Whoever was let go may be chosen again: what was before stays as it was, for the two to remember.
alter table takers drop constraint takers_offer_id_person_id_key;
create unique index takers_once on takers (offer_id, person_id) where let_go_at is null;
create index takers_offer on takers (offer_id, person_id);
-- Whose it is, since it was not fetched, or who was chosen, since they would not after all; else a block, or one of the two who left.
alter table takers add column let_go_by text check (let_go_by in ('owner', 'taker'));
update takers t set let_go_by = case
    when case when o.kind = 'offer' then t.giver_says else t.taker_says end = 'missed' then 'owner' else 'taker' end
  from offers o where o.id = t.offer_id and t.let_go_at is not null;
