-- Everybody we know of, here (domain null) or elsewhere. Only those who sign in here have an account as well.
create table people (
  id               bigint primary key default new_id(),
  username         text not null,
  domain           text,
  uri              text unique,
  url              text,
  display_name     text not null default '',
  note             text not null default '',
  fields           jsonb not null default '[]',
  helps_with       text[] not null default '{}',
  looks_for        text[] not null default '{}',
  avatar_key       text,
  header_key       text,
  locked           boolean not null default false,
  bot              boolean not null default false,
  discoverable     boolean not null default true,
  -- others find what they said by its words
  indexable        boolean not null default true,
  hide_collections boolean not null default false,
  -- sites that may name them as the author of a page
  attribution_domains text[] not null default '{}',
  introduced_by    text not null default 'following' check (introduced_by in ('following', 'nobody')),
  created_at       timestamptz not null default moment(),
  suspended_at     timestamptz,
  followers_count  integer not null default 0,
  following_count  integer not null default 0,
  statuses_count   integer not null default 0,
  last_status_on   date,
  -- what somebody is found by
  words            text generated always as (plain(username || ' ' || display_name)) stored,
  check ((domain is null) = (uri is null))
);
create unique index people_handle on people (lower(username), coalesce(lower(domain), ''));
create index people_words on people using gin (words gin_trgm_ops);
create index people_suspended on people (id) where suspended_at is not null;
