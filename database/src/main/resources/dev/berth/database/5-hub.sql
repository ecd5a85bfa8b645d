-- Repositories as people see them: descriptions, stars, pulls, names that moved, and what is searched.
-- oldest program: 2
--
--   repository ─┬─ listing ──── listing_term (what it is found by)      repository_alias: names that moved away
--               ├─ readme                                               namespace_setting
--               ├─ star ──► account
--               ├─ tag_pulls, pulls_by_day
--               └─ manifest ─── image (its size and platforms)

alter table repository add column archived_at bigint;

-- The tag in an order in which 1.10 follows 1.9; empty until a program that knows of it has written it.
alter table tag add column version_key text not null default '';
create index tag_version on tag (repository_id, version_key, name);
create index tag_updated on tag (repository_id, updated_at, name);

-- Manifests are searched by the beginning of their digest.
create index manifest_digest on manifest (digest);

-- What pages tell of a manifest, so that it need not be read for each of them. Size is that of all its blobs, compressed. Of inspected,
-- 0 means that platforms (lines of text) and created_at are not known yet, 2 that its repository's listing is behind, 1 that all is done.
create table image (
    repository_id bigint not null,
    digest text not null,
    size bigint not null,
    platforms text not null,
    created_at bigint,
    inspected bigint not null,
    primary key (repository_id, digest)
);

create index image_uninspected on image (repository_id, digest) where inspected <> 1;

-- Former names of repositories that were renamed: pulls of them go on.
create table repository_alias (
    name text primary key,
    repository_id bigint not null,
    moved_at bigint not null
);

create index repository_alias_repository on repository_alias (repository_id);

-- What a namespace's owners have set; where that is null, instance_setting holds.
create table namespace_setting (
    namespace text primary key,
    default_visibility text,
    create_on_push bigint
);

-- What lists and searches show of a repository, and read of it alone. The scope is empty for a public one, its namespace
-- for a private one; words is what a search looks for, with a space before and behind each; popularity grows with the
-- logarithm of stars and pulls.
create table listing (
    repository_id bigint primary key,
    name text not null unique,
    namespace text not null,
    scope text not null,
    description text not null,
    categories text not null,
    platforms text not null,
    words text not null,
    popularity bigint not null,
    stars bigint not null,
    pulls bigint not null,
    created_at bigint not null,
    pushed_at bigint not null,
    archived bigint not null
);

create index listing_pushed on listing (pushed_at, repository_id);
create index listing_scope_name on listing (scope, name, repository_id);
create index listing_scope_pushed on listing (scope, pushed_at, repository_id);
create index listing_namespace on listing (namespace, name, repository_id);

-- The postings of the search. A private repository is listed under its namespace and under '*', for those who see everything.
create table listing_term (
    term text not null,
    scope text not null,
    rank bigint not null,
    repository_id bigint not null,
    primary key (term, scope, rank, repository_id)
);

create table readme (
    repository_id bigint primary key,
    markdown text not null,
    changed_at bigint not null,
    changed_by text not null
);

create table star (
    account_id bigint not null,
    repository_id bigint not null,
    starred_at bigint not null,
    primary key (account_id, repository_id)
);

create index star_repository on star (repository_id);

-- How often manifests were pulled: by tag over all time, and by tag and day (days since 1970). Pulls by digest have no tag ('').
create table tag_pulls (
    repository_id bigint not null,
    tag text not null,
    pulls bigint not null,
    last_pulled_at bigint not null,
    primary key (repository_id, tag)
);

create table pulls_by_day (
    repository_id bigint not null,
    day bigint not null,
    tag text not null,
    pulls bigint not null,
    primary key (repository_id, day, tag)
);
