package dev.berth.hub.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How webhooks are called.
 *
 * @param privateNetworks whether addresses may be called that are not on the public internet
 * @param timeout how long one call may take, from the look-up of the name to the last byte of the answer
 * @param patience how long nothing may reach a webhook before it is disabled
 * @param kept how long deliveries can be looked at
 * @param externalUrl where this Berth is reached, for links in what is sent
 */
public record WebhookConfig(
        boolean privateNetworks, Duration timeout, Duration patience, Duration kept, Optional<URI> externalUrl) {
    /** The same for everybody, but for what settings say. */
    public static WebhookConfig usual(boolean privateNetworks, Optional<URI> externalUrl) {
        return new WebhookConfig(
                privateNetworks, Duration.ofSeconds(10), Duration.ofDays(3), Duration.ofDays(30), externalUrl);
    }
}
