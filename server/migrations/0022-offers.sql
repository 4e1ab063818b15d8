-- Somebody offers something, or needs it: to give, to lend, to swap, or an hour of their time. It travels as far as they say.
create table offers (
  id          bigint primary key default new_id(),
  person_id   bigint not null references people on delete cascade,
  kind        text not null check (kind in ('offer', 'need')),
  what        text not null,
  details     text not null default '',
  way         text not null check (way in ('gift', 'lend', 'swap', 'time')),
  -- of a swap: what they would like for it
  for_what    text,
  locality    text,
  language    text,
  reach       text not null check (reach in ('circles', 'people', 'friends', 'place')),
  circle_ids  bigint[] not null default '{}',
  expires_at  timestamptz not null,
  -- open: may be taken. given: somebody has it, or helps. ended: over without that, or withdrawn.
  state       text not null default 'open' check (state in ('open', 'given', 'ended')),
  -- whoever offers lets Kith draw at this time
  drawn_at    timestamptz,
  created_at  timestamptz not null
);
create index offers_person on offers (person_id, id);
create index offers_open on offers (id) where state = 'open';
create index offers_due on offers (expires_at) where state = 'open';
create index offers_drawn on offers (drawn_at) where state = 'open' and drawn_at is not null;

-- Who would like what is offered, or would help with what is needed. One of them is chosen, by whoever offers or by lot.
create table takers (
  id         bigint primary key default new_id(),
  offer_id   bigint not null references offers on delete cascade,
  person_id  bigint not null references people on delete cascade,
  word       text,
  chosen_at  timestamptz,
  -- it did not come to it after all
  let_go_at  timestamptz,
  -- how it went, as each of the two says, for these two alone
  giver_says text check (giver_says in ('handed', 'missed')),
  taker_says text check (taker_says in ('handed', 'missed')),
  created_at timestamptz not null,
  unique (offer_id, person_id)
);
-- Exactly one gets it, whatever happens at once.
create unique index takers_chosen on takers (offer_id) where chosen_at is not null and let_go_at is null;
create index takers_person on takers (person_id, id);
create index takers_received on takers (person_id, chosen_at) where chosen_at is not null;
