package dev.berth.oci;

/** What a manifest describes. */
public enum ManifestKind {
    /** One image or artifact: a configuration and layers. */
    IMAGE,
    /** A list of manifests, for instance one a platform. */
    INDEX
}
