package dev.berth.hub;

import java.time.Duration;

/**
 * What is known of what happened, and who is told.
 *
 * @param retention how long it is known
 * @param privateNetworks whether webhooks may call addresses that are not on the public internet
 */
public record EventConfig(Duration retention, boolean privateNetworks) {}
