-- Offers and needs are reported, too.
alter table reports drop constraint reports_about_check;
alter table reports add constraint reports_about_check check (
  about in ('person', 'status', 'introduction', 'request', 'ask', 'answer', 'guest_introduction', 'offer'));
