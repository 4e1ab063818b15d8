-- The word of somebody who would like an offer, or would help, is reported, too.
alter table reports drop constraint reports_about_check;
alter table reports add constraint reports_about_check check (
  about in ('person', 'status', 'introduction', 'request', 'ask', 'answer', 'guest_introduction', 'offer', 'taker', 'thanks'));

-- Those who look after the place take down what was reported, without shutting out whose it is.
alter table reports add column taken_down_at timestamptz;
alter table reports add column taken_down_by bigint references people on delete set null;

-- It stands nowhere any more, and never opens again.
alter table offers add column taken_down_at timestamptz check (taken_down_at is null or state <> 'open');
-- Their word, and no other takes its place.
alter table takers add column word_taken_down boolean not null default false check (not word_taken_down or word is null);
alter table thanks add column word_taken_down boolean not null default false check (not word_taken_down or word is null);
