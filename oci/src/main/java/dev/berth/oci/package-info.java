/** The values of the OCI formats, parsed once at the door, and the table of errors that the wire knows. */
@NullMarked
package dev.berth.oci;

import org.jspecify.annotations.NullMarked;
