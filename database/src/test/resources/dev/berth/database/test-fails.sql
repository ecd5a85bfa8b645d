-- A mistake after something that worked.
-- oldest program: 2

create table fleeting (id bigint primary key);

insert into nowhere (id) values (1);
