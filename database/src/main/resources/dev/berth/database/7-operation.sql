-- What administrators see of an installation at work: its nodes, its jobs, its collections, and how much it stores.
-- oldest program: 2

-- Every node that runs, and when it said so last. One that stops takes its row away, one that dies leaves it.
create table node (
    name text primary key,
    version text not null,
    started_at bigint not null,
    seen_at bigint not null
);

-- What a node does by itself again and again, and how that went last. state is waiting, running, done or failed; did is what
-- it did when there was something to do, failure why it failed last.
create table job (
    name text not null,
    node text not null,
    state text not null,
    started_at bigint,
    ended_at bigint,
    next_at bigint,
    did text,
    did_at bigint,
    failure text,
    failed_at bigint,
    primary key (name, node)
);

-- Collections that took something, failed, or were asked for. state is running, done or failed; begun_by is the account or
-- command that asked, null where it was time. told_at is when the node that collects said so last: one that died says so no more.
create table collection_run (
    id bigint primary key,
    node text not null,
    begun_by text,
    state text not null,
    started_at bigint not null,
    told_at bigint not null,
    ended_at bigint,
    examined bigint not null,
    manifests bigint not null,
    blobs bigint not null,
    bytes bigint not null,
    failure text
);

create index collection_run_started on collection_run (started_at);

-- How much was stored on a day (counted from 1970), as it was measured last on it. bytes are what the blobs take,
-- logical_bytes what they would take if nothing were shared between repositories.
create table storage_sample (
    day bigint primary key,
    taken_at bigint not null,
    took bigint not null,
    bytes bigint not null,
    logical_bytes bigint not null,
    blobs bigint not null,
    damaged bigint not null,
    manifests bigint not null,
    tags bigint not null,
    repositories bigint not null
);

-- The largest by the newest sample, the largest at place 1. kind is repository or namespace.
create table storage_share (
    kind text not null,
    place bigint not null,
    name text not null,
    repositories bigint not null,
    bytes bigint not null,
    primary key (kind, place)
);
