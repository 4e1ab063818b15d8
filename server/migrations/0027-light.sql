-- Whether others see, on the page of somebody, that they passed light on: what and in which month, without names.
alter table people add column shows_light boolean not null default false;
