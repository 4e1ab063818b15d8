-- An ask taken back takes its words along, but those nudged to it were nudged: it counts against what they allow in a week.
alter table nudges alter column ask_id drop not null;
alter table nudges drop constraint nudges_ask_id_fkey;
alter table nudges add constraint nudges_ask_id_fkey foreign key (ask_id) references asks on delete set null;

-- Unsaid: whoever looks after the place greets, until they say otherwise.
alter table ask_settings alter column greets drop not null;
alter table ask_settings alter column greets drop default;
create index ask_settings_greets on ask_settings (person_id) where greets;
create index accounts_staff on accounts (person_id) where role <> 'member';

-- Whoever answers may offer to introduce the asker to somebody who would know.
alter table answers add column offered_id bigint references people on delete set null;
alter table answers add column offer text check (offer in ('open', 'taken', 'declined'));
alter table answers add column introduction_id bigint references introductions on delete set null;
create index answers_offered on answers (offered_id) where offered_id is not null;
create index answers_introduction on answers (introduction_id) where introduction_id is not null;

-- Several things said to one ask are several things.
drop index notices_once;
create unique index notices_once on notices (person_id, kind, from_id, coalesce(status_id, 0), coalesce(about_id, 0))
  where kind not in ('update', 'ask_answer');
create index notices_about on notices (about_id, kind) where about_id is not null;
