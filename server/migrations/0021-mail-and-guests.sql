-- Why a mail did not leave: the reply's number and what kind of trouble it was. Of the other server's words none is kept, since
-- they may name whom the mail is for.
alter table mails drop column trouble;
alter table mails
  add column trouble text check (trouble in ('refused', 'for_now', 'unreachable', 'unclear')),
  add column reply smallint;
