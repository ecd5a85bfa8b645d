package dev.berth.server;

import dev.berth.http.HttpConfig;
import dev.berth.server.Warning.Weight;
import dev.berth.server.config.Configuration;
import java.util.ArrayList;
import java.util.List;

/** What is unsafe or left out in how this node was set up. */
final class ConfigurationWarnings {
    private ConfigurationWarnings() {}

    /** @param loopback whether this node listens to its own machine alone */
    static List<Warning> of(Configuration configuration, boolean loopback) {
        List<Warning> all = new ArrayList<>();
        if (configuration.access().open()) {
            all.add(new Warning(
                    "open",
                    loopback ? Weight.NOTE : Weight.WARNING,
                    "Everybody who reaches this server pulls, pushes and deletes without signing in.",
                    "That is for a lab. Elsewhere start Berth without --open, or with access.open: false."));
        }
        if (!loopback && !isEncrypted(configuration.http())) {
            all.add(new Warning(
                    "no_tls",
                    Weight.WARNING,
                    "Passwords and images go over the network unencrypted: this server listens on "
                            + configuration.http().host() + " without TLS.",
                    "Set http.tls.certificate and http.tls.key; or put a proxy with TLS in front of it, and set"
                            + " http.external-url to the address of the proxy, which begins with https."));
        }
        if (configuration.mail().isEmpty()) {
            all.add(
                    new Warning(
                            "no_mail",
                            Weight.NOTE,
                            "No mail is sent: nobody gets a forgotten password back by himself, and addresses are not verified.",
                            "Set mail.host and http.external-url. Until then, hand out links for other passwords under Users."));
        }
        if (!configuration.collection().enabled()) {
            all.add(new Warning(
                    "no_collection",
                    Weight.NOTE,
                    "This node deletes nothing by itself: what no tag refers to stays, and takes room.",
                    "Set collection.enabled: true on one node at least, or collect by hand under Collection."));
        }
        if (configuration.database().isPresent() && configuration.s3().isEmpty()) {
            all.add(
                    new Warning(
                            "blobs_on_one_node",
                            Weight.NOTE,
                            "The database is shared, but the blobs are files of this node.",
                            "Set storage.s3.bucket before a second node is added; `berth admin copy-blobs` takes the blobs there."));
        }
        return List.copyOf(all);
    }

    private static boolean isEncrypted(HttpConfig http) {
        return http.tls().isPresent()
                || http.externalUrl()
                        .filter(it -> "https".equalsIgnoreCase(it.getScheme()))
                        .isPresent();
    }
}
