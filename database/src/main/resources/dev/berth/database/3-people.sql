-- People: their profiles, sessions, second factors, and the codes that are sent to them by mail.
-- oldest program: 2

-- What somebody tells about himself, and whether his address was proved to be his.
alter table account add column display_name text not null default '';
alter table account add column bio text not null default '';
alter table account add column location text not null default '';
alter table account add column website text not null default '';
alter table account add column email_verified bigint not null default 0;

-- Whether the account signed up by itself, and has to prove its address before it can push.
alter table account add column awaits_verification bigint not null default 0;

-- Whether the password alone is not enough.
alter table account add column second_factor bigint not null default 0;

-- Closed accounts keep their row, so that nobody gets their name again.
alter table account add column closed_at bigint;

-- Browsers in which somebody is signed in, by the SHA-256 of what their cookie holds. A session ends when the password was
-- changed after it began.
create table session (
    id bigint primary key,
    account_id bigint not null,
    secret_hash text not null unique,
    password_changes bigint not null,
    address text not null,
    user_agent text not null,
    created_at bigint not null,
    seen_at bigint not null
);

create index session_account on session (account_id, seen_at);
create index session_seen on session (seen_at);

-- Codes that were sent by mail or handed out, by their SHA-256; using one takes it away. The purpose is verify or reset.
create table mail_code (
    code_hash text primary key,
    account_id bigint not null,
    purpose text not null,
    email text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index mail_code_account on mail_code (account_id, purpose);
create index mail_code_expiry on mail_code (expires_at);

-- What makes the codes of an account's second factor (RFC 6238), and the last time step whose code was used. Until it is
-- confirmed by a first code, it is asked for nowhere.
create table second_factor (
    account_id bigint primary key,
    secret bytea not null,
    confirmed bigint not null,
    last_step bigint not null,
    created_at bigint not null
);

-- What stands in for a second factor that was lost, by SHA-256; using one takes it away.
create table recovery_code (
    account_id bigint not null,
    code_hash text not null,
    primary key (account_id, code_hash)
);

-- What administrators have set for all nodes.
create table instance_setting (
    name text primary key,
    value text not null
);
