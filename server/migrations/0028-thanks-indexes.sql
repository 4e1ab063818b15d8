-- Whoever leaves this place takes what names them along, and nothing is read through for it.
create index thanks_chain_before on thanks_chain (before_id) where before_id is not null;
create index thanks_chain_after on thanks_chain (after_id) where after_id is not null;
create index passings_person on passings (person_id);
