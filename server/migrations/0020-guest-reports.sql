-- An introduction to somebody with only e-mail may be reported, too: by the person here, or by the guest, who has no account.
alter table reports drop constraint reports_about_check;
alter table reports add constraint reports_about_check check (
  about in ('person', 'status', 'introduction', 'request', 'ask', 'answer', 'guest_introduction'));
alter table reports add column by_guest boolean not null default false;
-- A guest reports once.
create unique index reports_by_guest on reports (about_ids) where by_guest;
