-- Mail on its way out. A mail leaves once: it is marked before anybody is spoken to, and what broke off afterwards is not tried
-- again. What it says is encrypted, and forgotten once it left.
create table mails (
  id         bigint primary key default new_id(),
  content    bytea,
  state      text not null default 'waiting' check (state in ('waiting', 'leaving', 'sent', 'failed')),
  -- why it did not leave, in the words of the other server
  trouble    text,
  created_at timestamptz not null default now(),
  left_at    timestamptz
);

-- Somebody with only e-mail. The address is encrypted; known again by its keyed fingerprint.
create table guests (
  id          bigint primary key default new_id(),
  fingerprint bytea not null unique,
  -- forgotten once nothing is open or has come about with them
  address     bytea,
  -- no further mail until they say that they would like one
  mailed_at   timestamptz,
  stopped_at  timestamptz
);

-- One person proposes that one of theirs and somebody with only e-mail meet.
create table guest_introductions (
  id            bigint primary key default new_id(),
  introducer_id bigint not null references people on delete cascade,
  person_id     bigint not null references people on delete cascade,
  guest_id      bigint not null references guests,
  guest_name    text not null,
  note          text not null,
  word          text,
  guest_word    text,
  locale        text not null,
  token_hash    bytea not null unique,
  answer        text check (answer in ('yes', 'no')),
  guest_answer  text check (guest_answer in ('yes', 'no')),
  -- as of introductions
  state         text not null default 'open' check (state in ('open', 'lapsed', 'met', 'ended')),
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  check (introducer_id <> person_id)
);
create index guest_introductions_introducer on guest_introductions (introducer_id, id);
create index guest_introductions_person on guest_introductions (person_id, id);
create index guest_introductions_guest on guest_introductions (guest_id);
create index guest_introductions_due on guest_introductions (expires_at) where state in ('open', 'lapsed');
