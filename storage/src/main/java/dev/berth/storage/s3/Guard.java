package dev.berth.storage.s3;

/** How the store notices that bytes have changed on their way to it. */
enum Guard {
    /** By TLS, or by a signature that covers them. */
    CONNECTION,
    /** By a checksum with each object and part, which the store compares and confirms; the signature covers the checksum. */
    CHECKSUM,
    /** The same where an upload has to announce its checksums when it begins, and to list them at its end: Amazon's way. */
    ANNOUNCED_CHECKSUM
}
