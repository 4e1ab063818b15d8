-- Ids are 64-bit numbers that sort by time: 48 bits of milliseconds since 1970, 16 of a running number.
-- Apps compare them by length and then as text, so they are never UUIDs.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create sequence id_sequence cycle minvalue 0 maxvalue 65535;

create function id_at(moment timestamptz) returns bigint
  language sql volatile
  return (floor(extract(epoch from moment) * 1000)::bigint << 16) | nextval('id_sequence');

-- The database's clock. `set local kith.moment` lets what a transaction does have happened then: for what is brought in from
-- elsewhere or told of the past.
create function moment() returns timestamptz
  language sql stable
  return coalesce(nullif(current_setting('kith.moment', true), '')::timestamptz, now());

create function new_id() returns bigint
  language sql volatile
  return (floor(extract(epoch from coalesce(nullif(current_setting('kith.moment', true), '')::timestamptz, clock_timestamp()))
    * 1000)::bigint << 16) | nextval('id_sequence');

-- unaccent() is only stable because its dictionary may be changed; ours never is, so it may stand in an index.
create function plain(words text) returns text
  language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent', words));
