-- Somebody thanks somebody: for something, or just so. It is for the two alone, unless both let it be shown.
create table thanks (
  id         bigint primary key default new_id(),
  from_id    bigint not null references people on delete cascade,
  to_id      bigint not null references people on delete cascade,
  about      text not null check (about in ('person', 'answer', 'introduction', 'guest_introduction', 'offer', 'status')),
  -- the answer, introduction, offer or need, status, which may be gone meanwhile
  about_id   bigint,
  word       text,
  -- whoever thanks asked without being named: it is never shown, and nobody beside the ask hears of it
  unnamed    boolean not null default false,
  -- whether whoever is thanked knows by whom
  sees_from  boolean not null default true,
  from_shows boolean not null default false,
  to_shows   boolean not null default false,
  created_at timestamptz not null,
  check (from_id <> to_id),
  check ((about = 'person') = (about_id is null)),
  check (sees_from or unnamed),
  check (not unnamed or not (from_shows or to_shows))
);
create unique index thanks_once on thanks (from_id, to_id, about, about_id) where about_id is not null;
create index thanks_from on thanks (from_id, id);
create index thanks_to on thanks (to_id, id);

-- Those without whom it had not come to that: who passed it on, who introduced the two. What each may know of the others was known to
-- them already, and is kept as it was: what led there may be deleted.
create table thanks_chain (
  thanks_id bigint not null references thanks on delete cascade,
  person_id bigint not null references people on delete cascade,
  part      text not null check (part in ('passed', 'introduced')),
  -- from whom they had it, and to whom they gave it
  before_id bigint references people on delete set null,
  after_id  bigint references people on delete set null,
  sees_from boolean not null,
  sees_to   boolean not null,
  primary key (thanks_id, person_id)
);
create index thanks_chain_person on thanks_chain (person_id, thanks_id);

-- What was offered because of a thanks: the light that is passed on.
create table passings (
  offer_id  bigint primary key references offers on delete cascade,
  thanks_id bigint not null references thanks on delete cascade,
  person_id bigint not null references people on delete cascade
);
create index passings_thanks on passings (thanks_id);

alter table reports drop constraint reports_about_check;
alter table reports add constraint reports_about_check check (
  about in ('person', 'status', 'introduction', 'request', 'ask', 'answer', 'guest_introduction', 'offer', 'thanks'));
