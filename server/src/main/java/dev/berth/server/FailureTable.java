package dev.berth.server;

import dev.berth.database.DatabaseFailure;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.StorageFull;
import dev.berth.storage.StorageUnavailable;
import java.util.Optional;

/** What the failures of databases and blob stores mean on the wire. */
final class FailureTable {
    private FailureTable() {}

    static Optional<RegistryFailure> translate(Throwable failure) {
        return switch (failure) {
            case StorageFull full -> Optional.of(new RegistryFailure(WireError.INSUFFICIENT_STORAGE));
            case StorageUnavailable away -> Optional.of(new RegistryFailure(WireError.UNAVAILABLE));
            case DatabaseFailure database
            when database.isFull() -> Optional.of(new RegistryFailure(WireError.INSUFFICIENT_STORAGE));
            case DatabaseFailure database -> Optional.of(new RegistryFailure(WireError.UNAVAILABLE));
            default -> Optional.empty();
        };
    }
}
