-- What happened, to whom it is told, and how that went.
-- oldest program: 2
--
--   event ──(pending)──► webhook ──► delivery ──► delivery_attempt
--                          └─ webhook_trouble

-- Only ever added to, by the transaction that changes something, so a push pays for each index. pending is set where a webhook
-- may want to know, until its deliveries are rows of their own. repository is the name that it had then.
create table event (
    id bigint primary key,
    at bigint not null,
    kind text not null,
    actor text,
    namespace text not null,
    repository_id bigint,
    repository text,
    tag text,
    digest text,
    previous text,
    detail text not null,
    pending bigint
);

create index event_repository on event (repository_id, id) where repository_id is not null;
create index event_tag on event (repository_id, tag, id) where tag is not null;
create index event_namespace on event (namespace, id);
create index event_pending on event (id) where pending is not null;

-- An address that is called about the events of one repository, or of all in a namespace. Every push reads this table, so what
-- changes often is elsewhere. The secret is needed to sign, so it is kept as it is.
create table webhook (
    id bigint primary key,
    repository_id bigint,
    namespace text,
    name text not null,
    url text not null,
    kinds text not null,
    format text not null,
    secret text not null,
    enabled bigint not null,
    disabled_because text,
    created_at bigint not null,
    created_by text not null
);

create index webhook_repository on webhook (repository_id, id) where repository_id is not null;
create index webhook_namespace on webhook (namespace, id) where namespace is not null;

-- Since when nothing has reached a webhook; no row where all is well.
create table webhook_trouble (
    webhook_id bigint primary key,
    since bigint not null
);

-- One event for one webhook: what is sent, and how far that is. due_at is when it is tried next, null when that is over. Who
-- sends it has claimed it until then; a node that dies leaves it to the others.
create table delivery (
    id bigint primary key,
    webhook_id bigint not null,
    event_id bigint not null,
    kind text not null,
    content_type text not null,
    body text not null,
    state text not null,
    attempts bigint not null,
    created_at bigint not null,
    due_at bigint,
    claimed_until bigint
);

create index delivery_webhook on delivery (webhook_id, id);
create index delivery_due on delivery (due_at) where due_at is not null;
create index delivery_waiting on delivery (webhook_id, id) where due_at is not null;

-- What was sent and what came back, once for each try; the answer is cut to a bound.
create table delivery_attempt (
    delivery_id bigint not null,
    number bigint not null,
    at bigint not null,
    took bigint not null,
    request_headers text not null,
    status bigint,
    response_headers text not null,
    response_body text not null,
    failure text,
    primary key (delivery_id, number)
);
