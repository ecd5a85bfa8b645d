package dev.berth.hub.webhooks;

import dev.berth.accounts.api.Json;
import dev.berth.hub.Event;
import dev.berth.hub.EventKind;
import dev.berth.hub.HappenedEvent;
import dev.berth.hub.webhooks.Delivery.Message;
import dev.berth.hub.webhooks.RepositoryFacts.About;
import dev.berth.hub.webhooks.RepositoryFacts.Platform;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events as webhooks want them. */
final class Messages {
    /** The event of the test button. */
    static final EventKind PING = new EventKind("webhook.ping");

    /** What is said of a repository that is gone. */
    private static final About NOTHING = new About(false, Instant.EPOCH, "", "", 0);

    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    private final RepositoryFacts facts;
    private final Optional<URI> externalUrl;

    Messages(RepositoryFacts facts, Optional<URI> externalUrl) {
        this.facts = facts;
        this.externalUrl = externalUrl;
    }

    /** This event in the format of this webhook. */
    Message of(HappenedEvent happened, Webhook webhook) {
        return switch (webhook.draft().format()) {
            case HUB -> new Message("application/json", Json.text(hub(happened, webhook)));
            case CLOUDEVENTS ->
                new Message("application/cloudevents+json; charset=utf-8", Json.text(cloudEvent(happened)));
        };
    }

    /** CloudEvents 1.0, "JSON Event Format". */
    private Map<String, Object> cloudEvent(HappenedEvent happened) {
        Event event = happened.event();
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("specversion", "1.0");
        written.put("id", String.valueOf(happened.id()));
        written.put(
                "source",
                base() + event.repository().map(name -> "/r/" + name).orElseGet(() -> "/u/" + event.namespace()));
        written.put("type", "dev.berth." + event.kind());
        event.repository()
                .map(RepositoryName::value)
                .map(name -> event.tag().map(tag -> name + ":" + tag).orElse(name))
                .ifPresent(subject -> written.put("subject", subject));
        written.put("time", happened.at().toString());
        written.put("datacontenttype", "application/json");
        written.put("data", data(event));
        return written;
    }

    private Map<String, Object> data(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        event.actor().ifPresent(actor -> data.put("actor", actor));
        data.put("namespace", event.namespace());
        event.repository().map(RepositoryName::value).ifPresent(name -> data.put("repository", name));
        event.tag().map(Tag::name).ifPresent(tag -> data.put("tag", tag));
        event.digest().map(Digest::toString).ifPresent(digest -> data.put("digest", digest));
        event.previous().map(Digest::toString).ifPresent(digest -> data.put("previous", digest));
        if (event.digest().isPresent()) {
            data.put("platforms", platforms(event));
        }
        data.putAll(event.detail());
        return data;
    }

    /** Docker Hub's payload, with the digest and the platforms besides. */
    private Map<String, Object> hub(HappenedEvent happened, Webhook webhook) {
        Event event = happened.event();
        Map<String, Object> push = new LinkedHashMap<>();
        push.put("pushed_at", happened.at().getEpochSecond());
        push.put("pusher", event.actor().orElse(""));
        push.put("tag", event.tag().map(Tag::name).orElse(""));
        push.put("digest", event.digest().map(Digest::toString).orElse(""));
        push.put("media_type", event.detail().getOrDefault("media_type", ""));
        push.put("platforms", platforms(event));
        Map<String, Object> written = new LinkedHashMap<>();
        written.put(
                "callback_url",
                externalUrl.isEmpty()
                        ? ""
                        : base() + "/api/v1/webhook-callbacks/" + Callbacks.code(webhook, happened.id()));
        written.put("push_data", push);
        event.repository().ifPresent(name -> written.put("repository", repository(event, name)));
        return written;
    }

    private Map<String, Object> repository(Event event, RepositoryName name) {
        About about = event.repositoryId().flatMap(facts::about).orElse(NOTHING);
        Map<String, Object> repository = new LinkedHashMap<>();
        repository.put("comment_count", 0);
        repository.put("date_created", about.createdAt().getEpochSecond());
        repository.put("description", about.description());
        repository.put("dockerfile", "");
        repository.put("full_description", about.readme());
        repository.put("is_official", name.namespace().equals("library"));
        repository.put("is_private", !about.isPublic());
        repository.put("is_trusted", false);
        repository.put("name", name.value().substring(name.value().indexOf('/') + 1));
        repository.put("namespace", name.namespace());
        repository.put("owner", name.namespace());
        repository.put("repo_name", name.value());
        repository.put("repo_url", base() + "/r/" + name);
        repository.put("star_count", about.stars());
        repository.put("status", "Active");
        return repository;
    }

    /** A manifest that cannot be read keeps nobody from being told that it is there. */
    private List<Platform> platforms(Event event) {
        if (event.repositoryId().isEmpty() || event.digest().isEmpty()) {
            return List.of();
        }
        try {
            return facts.platforms(event.repositoryId().get(), event.digest().get());
        } catch (IOException | RuntimeException e) {
            log.warn("the platforms of {} cannot be read", event.digest().get(), e);
            return List.of();
        }
    }

    private String base() {
        return externalUrl
                .map(URI::toString)
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .orElse("");
    }
}
