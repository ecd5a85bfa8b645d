package dev.berth.registry;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.UUID;

/**
 * The name of an upload session, a UUID (distribution-spec, "POST then PUT").
 *
 * @param value the UUID in its canonical form
 */
public record UploadId(String value) {
    private static final int LENGTH = 36;

    public UploadId {
        if (value.length() != LENGTH || !value.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0)) {
            throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
        }
    }

    static UploadId fresh() {
        return new UploadId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
