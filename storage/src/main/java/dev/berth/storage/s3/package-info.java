/** Blobs as objects of an S3-compatible store. */
@NullMarked
package dev.berth.storage.s3;

import org.jspecify.annotations.NullMarked;
