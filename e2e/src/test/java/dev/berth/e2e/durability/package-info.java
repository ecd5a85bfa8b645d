/** What Berth acknowledged, after kills, full disks, failing disks and collection. */
@NullMarked
package dev.berth.e2e.durability;

import org.jspecify.annotations.NullMarked;
