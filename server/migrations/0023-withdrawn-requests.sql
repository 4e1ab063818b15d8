-- That they took it back themselves, for whoever asked alone: to all others it has ended like any other.
alter table introduction_requests add column withdrawn boolean not null default false;
