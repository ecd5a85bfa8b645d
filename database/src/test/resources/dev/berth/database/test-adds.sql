-- What an old program need not know of.
-- oldest program: 2

alter table upload add column note text not null default 'none';

create table ship (
    name text primary key,
    harbour text
);
