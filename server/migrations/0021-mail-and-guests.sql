-- Why a mail did not leave: the reply's number and what kind of trouble it was. Of the other server's words none is kept, since
-- they may name whom the mail is for.
alter table mails drop column trouble;
alter table mails
  add column trouble text check (trouble in ('refused', 'for_now', 'unreachable', 'unclear')),
  add column reply smallint;

-- What a mail is sent for, as the module that queued it knows it: asked once more before it leaves, and it is dropped where that
-- is over.
alter table mails
  add column cause text,
  add column cause_id bigint,
  drop constraint mails_state_check,
  add constraint mails_state_check check (state in ('waiting', 'leaving', 'sent', 'failed', 'dropped'));

-- The mail surely did not arrive: whoever proposed it hears of that.
alter table guest_introductions add column undelivered boolean not null default false;
-- When a mail to the guest last did not arrive. After the first they may be written to once more.
alter table guests add column missed_at timestamptz;

-- Who has a mailbox here, whatever tag an address carries (RFC 5233): mail for guests does not go there.
create index accounts_mailbox on accounts (regexp_replace(lower(email), '\+[^@]*@', '@'));

-- What the links of the mails lead to. They outlive the introduction: by theirs a guest ends all mail for ever, also once one of its
-- two has left.
create table guest_links (
  token_hash      bytea primary key,
  guest_id        bigint not null references guests,
  introduction_id bigint references guest_introductions on delete set null,
  -- of the mail
  locale          text not null
);
create index guest_links_introduction on guest_links (introduction_id);
insert into guest_links select token_hash, guest_id, id, locale from guest_introductions;
alter table guest_introductions drop column token_hash, drop column locale;

-- When and where the introducer thinks they could meet, in words, as of introductions.
alter table guest_introductions add column meeting text;

-- Whether it was good to meet, as of introductions. A guest is not written to about it: their page asks.
alter table guest_introductions
  add column met_at timestamptz,
  add column asked_after boolean not null default false,
  add column good boolean,
  add column guest_good boolean;
-- When those met who did so before this was kept.
update guest_introductions g set met_at = coalesce(
    (select min(n.created_at) from notices n where n.kind = 'guest_introduction_met' and n.about_id = g.id), created_at)
  where state = 'met';
alter table guest_introductions add check ((state = 'met') = (met_at is not null));
create index guest_introductions_unasked on guest_introductions (met_at) where state = 'met' and not asked_after;
