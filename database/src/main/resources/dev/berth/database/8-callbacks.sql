-- What receivers of webhooks say later of what they were sent.
-- oldest program: 2

-- One row for each context that a receiver speaks of; about all deliveries of the event to the webhook.
create table webhook_callback (
    webhook_id bigint not null,
    event_id bigint not null,
    context text not null,
    at bigint not null,
    state text not null,
    description text not null,
    target_url text,
    primary key (webhook_id, event_id, context)
);
