-- Berth's schema, in the SQL that SQLite and PostgreSQL both run. Times are epoch milliseconds, ids are made by the program.
--
--   account ─┬─ access_token            repository ─┬─ tag ──────────────┐
--            ├─ refresh_token                       ├─ manifest ◄────────┘
--            └─ (namespace by name)                 │     └─ manifest_reference (config, layer, child, subject)
--   signing_key   invitation                        ├─ repository_blob ──► blob ──► bytes in the blob store, by location
--                                                   └─ collection_candidate, collected
--   upload ──► bytes in the blob store, by location        discarded: locations whose bytes are to be deleted

create table account (
    id bigint primary key,
    name text not null unique,
    email text,
    password_hash text not null,
    password_changes bigint not null,
    administrator bigint not null,
    enabled bigint not null,
    created_at bigint not null
);

create unique index account_email on account (email);

-- Personal access tokens. The secret itself is never stored, only its SHA-256.
create table access_token (
    id bigint primary key,
    account_id bigint not null,
    label text not null,
    secret_hash text not null unique,
    scopes text not null,
    created_at bigint not null,
    expires_at bigint,
    last_used_at bigint,
    revoked_at bigint
);

create index access_token_account on access_token (account_id, created_at);

-- What `docker login` keeps (token protocol, "refresh tokens"), by its SHA-256. One that came of a personal token has its scopes.
create table refresh_token (
    secret_hash text primary key,
    account_id bigint not null,
    password_changes bigint not null,
    client_id text not null,
    access_token_id bigint,
    created_at bigint not null,
    expires_at bigint not null
);

create index refresh_token_account on refresh_token (account_id);
create index refresh_token_access_token on refresh_token (access_token_id) where access_token_id is not null;

-- Keys of the token server, made by itself; all nodes sign with the newest and accept every one.
create table signing_key (
    id text primary key,
    private_key bytea not null,
    public_key bytea not null,
    created_at bigint not null
);

-- Codes to sign up with, by their SHA-256; using one takes it away.
create table invitation (
    code_hash text primary key,
    created_at bigint not null,
    expires_at bigint not null
);

-- A repository exists from its first blob or manifest on.
create table repository (
    id bigint primary key,
    name text not null unique,
    namespace text not null,
    visibility text not null,
    created_at bigint not null
);

create index repository_namespace on repository (namespace, name);
create index repository_public on repository (name) where visibility = 'public';

-- Bytes that are stored, once for all repositories. The location is that of the upload which brought them, so bytes that
-- are being deleted and bytes that are being pushed are never the same file.
create table blob (
    digest text primary key,
    size bigint not null,
    location text not null,
    quarantined bigint not null,
    created_at bigint not null
);

create unique index blob_location on blob (location);

-- Which repository may serve which blob, and when a push last counted on it.
create table repository_blob (
    repository_id bigint not null,
    digest text not null,
    touched_at bigint not null,
    primary key (repository_id, digest)
);

create index repository_blob_digest on repository_blob (digest);

create table manifest (
    repository_id bigint not null,
    digest text not null,
    media_type text not null,
    referrer_type text,
    subject text,
    annotations text not null,
    size bigint not null,
    content bytea not null,
    pushed_at bigint not null,
    pushed_by text not null,
    touched_at bigint not null,
    primary key (repository_id, digest)
);

create index manifest_subject on manifest (repository_id, subject, digest) where subject is not null;

-- The typed edges from a manifest to what it names: config, layer, child, subject.
create table manifest_reference (
    repository_id bigint not null,
    manifest text not null,
    kind text not null,
    digest text not null,
    primary key (repository_id, digest, manifest, kind)
);

create index manifest_reference_manifest on manifest_reference (repository_id, manifest);

create table tag (
    repository_id bigint not null,
    name text not null,
    digest text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (repository_id, name)
);

create index tag_digest on tag (repository_id, digest);

-- An upload session: how far its bytes have come, and where they are. Few at a time, so the key is its only index.
create table upload (
    id text primary key,
    repository text not null,
    algorithm text not null,
    size bigint not null,
    location text not null,
    started_at bigint not null,
    touched_at bigint not null
);


-- What may have lost its last reference, and when to look. kind is manifest or blob.
create table collection_candidate (
    kind text not null,
    repository_id bigint not null,
    digest text not null,
    due_at bigint not null,
    primary key (repository_id, kind, digest)
);

create index collection_candidate_due on collection_candidate (due_at);

-- What the collection took away: a push that still counts on it is told to send it again.
create table collected (
    repository_id bigint not null,
    digest text not null,
    collected_at bigint not null,
    primary key (repository_id, digest)
);

create index collected_at on collected (collected_at);

-- Bytes that no row names any more and that are about to be deleted from the blob store.
create table discarded (
    location text primary key
);
