-- People: their profiles, sessions, second factors, and the codes that are sent to them by mail.
-- oldest program: 2

-- What somebody tells about himself, and whether his address was proved to be his.
alter table account add column display_name text not null default '';
alter table account add column bio text not null default '';
alter table account add column location text not null default '';
alter table account add column website text not null default '';
alter table account add column email_verified bigint not null default 0;

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
