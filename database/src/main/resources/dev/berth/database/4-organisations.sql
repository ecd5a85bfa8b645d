-- Organisations: members, teams, grants, invitations, and the tokens of robots.
-- oldest program: 2
--
--   organisation ─┬─ membership ◄── account
--                 ├─ team ─┬─ team_member ◄── account
--                 │        └─ team_grant ──► a repository's name, or namespace/*
--                 ├─ organisation_invitation
--                 └─ robot ─────────────┐
--   access_token (when restricted) ─────┴─ token_grant ──► a repository's name, or namespace/*
--   collaborator: account ──► a repository's name

-- Names of organisations and accounts are one set. One that is closed keeps its row, so that nobody gets its name again.
create table organisation (
    id bigint primary key,
    name text not null unique,
    display_name text not null,
    created_at bigint not null,
    closed_at bigint
);

-- role is owner or member.
create table membership (
    organisation_id bigint not null,
    account_id bigint not null,
    role text not null,
    joined_at bigint not null,
    primary key (organisation_id, account_id)
);

create index membership_account on membership (account_id);

create table team (
    id bigint primary key,
    organisation_id bigint not null,
    name text not null,
    description text not null,
    created_at bigint not null
);

create unique index team_name on team (organisation_id, name);

create table team_member (
    team_id bigint not null,
    account_id bigint not null,
    added_at bigint not null,
    primary key (team_id, account_id)
);

create index team_member_account on team_member (account_id);

-- role is read, write or admin.
create table team_grant (
    team_id bigint not null,
    target text not null,
    role text not null,
    primary key (team_id, target)
);

create index team_grant_target on team_grant (target);

create table collaborator (
    repository text not null,
    account_id bigint not null,
    role text not null,
    added_at bigint not null,
    primary key (repository, account_id)
);

create index collaborator_account on collaborator (account_id, repository);

-- For an account, or for whoever has the code that was sent to an address.
create table organisation_invitation (
    id bigint primary key,
    organisation_id bigint not null,
    account_id bigint,
    email text,
    team_id bigint,
    code_hash text not null unique,
    invited_by text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index organisation_invitation_organisation on organisation_invitation (organisation_id, id);
create index organisation_invitation_account on organisation_invitation (account_id) where account_id is not null;

-- A token that may be switched off, and one whose scopes are for the repositories of its grants and no others.
alter table access_token add column enabled bigint not null default 1;
alter table access_token add column restricted bigint not null default 0;

-- Tokens that belong to an organisation, whoever made them. Only their SHA-256 is kept.
create table robot (
    id bigint primary key,
    organisation_id bigint not null,
    label text not null,
    secret_hash text not null unique,
    enabled bigint not null,
    created_by text not null,
    created_at bigint not null,
    expires_at bigint,
    last_used_at bigint
);

create unique index robot_label on robot (organisation_id, label);

-- What a restricted token or a robot is for; token_id is that of either.
create table token_grant (
    token_id bigint not null,
    target text not null,
    scopes text not null,
    primary key (token_id, target)
);

create index token_grant_target on token_grant (target);
