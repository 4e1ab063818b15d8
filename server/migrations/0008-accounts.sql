-- The place itself: one row.
create table place (
  only_row    boolean primary key default true check (only_row),
  name        text not null default 'Kith',
  description text not null default '',
  -- The hash of the one-time link that makes its opener the owner, until somebody did.
  beginning   bytea,
  begun_at    timestamptz
);
insert into place default values;

create table apps (
  id            bigint primary key default new_id(),
  name          text not null,
  website       text,
  client_id     text not null unique,
  secret_hash   bytea not null,
  redirect_uris text[] not null,
  scopes        text[] not null,
  created_at    timestamptz not null default now()
);

create table invites (
  id         bigint primary key default new_id(),
  code       text not null unique,
  inviter_id bigint not null references people on delete cascade,
  max_uses   integer,
  uses       integer not null default 0,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  check (max_uses is null or uses <= max_uses)
);
create index invites_inviter on invites (inviter_id, id);

-- Somebody who signs in here.
create table accounts (
  person_id          bigint primary key references people on delete cascade,
  email              text not null,
  password_hash      text not null,
  role               text not null default 'member' check (role in ('owner', 'moderator', 'member')),
  locale             text not null default 'en',
  invite_id          bigint references invites on delete set null,
  default_visibility text not null default 'public' check (default_visibility in ('public', 'unlisted', 'private', 'direct')),
  default_sensitive  boolean not null default false,
  default_language   text,
  created_at         timestamptz not null default moment(),
  awaiting_approval  boolean not null default false,
  last_seen_on       date
);
create unique index accounts_email on accounts (lower(email));
create unique index accounts_one_owner on accounts (role) where role = 'owner';

-- A token stands for an app, and for a person when they signed in by it. Only its hash is kept.
create table access_tokens (
  id           bigint primary key default new_id(),
  token_hash   bytea not null unique,
  app_id       bigint not null references apps on delete cascade,
  person_id    bigint references people on delete cascade,
  scopes       text[] not null,
  user_agent   text,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz
);
create index access_tokens_person on access_tokens (person_id, id);

create table authorization_codes (
  code_hash      bytea primary key,
  app_id         bigint not null references apps on delete cascade,
  person_id      bigint not null references people on delete cascade,
  redirect_uri   text not null,
  scopes         text[] not null,
  code_challenge text,
  expires_at     timestamptz not null
);
create index authorization_codes_person on authorization_codes (person_id);

-- How often something was tried lately (sign-in, sign-up): one row a key and window. Lost in a crash, which is fine.
create unlogged table attempts (
  key        text not null,
  window_end timestamptz not null,
  count      integer not null default 1,
  primary key (key)
);
