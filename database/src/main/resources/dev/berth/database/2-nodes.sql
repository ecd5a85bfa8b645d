-- Several nodes over one database. The program before this one knows of no other nodes.
-- oldest program: 2

-- The oldest program that may go on beside a version, by the version of the schema that it was written for.
alter table schema_version add column oldest_program bigint;

-- What the blob store wants to know to go on with an upload; empty for a file.
alter table upload add column writer_state text not null default '';

-- The hash of the bytes so far, for the node that goes on; null where whoever goes on reads the bytes again.
alter table upload add column hash_state bytea;

-- Which turn of writing the session is in, counted from 1, and how many turns up to it have not ended in order.
alter table upload add column turn bigint not null default 0;
alter table upload add column writing bigint not null default 0;

-- Work that one node at a time does: whoever holds the lease, until then.
create table lease (
    name text primary key,
    holder text not null,
    until bigint not null
);
