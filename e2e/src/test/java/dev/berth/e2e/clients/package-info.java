/** Docker, skopeo, podman and buildah against Berth, as their users run them. */
@NullMarked
package dev.berth.e2e.clients;

import org.jspecify.annotations.NullMarked;
