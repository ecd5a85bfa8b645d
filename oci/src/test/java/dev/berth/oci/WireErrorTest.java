package dev.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of wire errors beside that of the specification, "Error Codes", copied from there by hand. */
class WireErrorTest {
    private static final Set<String> SPECIFIED = Set.of(
            "BLOB_UNKNOWN",
            "BLOB_UPLOAD_INVALID",
            "BLOB_UPLOAD_UNKNOWN",
            "DIGEST_INVALID",
            "MANIFEST_BLOB_UNKNOWN",
            "MANIFEST_INVALID",
            "MANIFEST_UNKNOWN",
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "SIZE_INVALID",
            "UNAUTHORIZED",
            "DENIED",
            "UNSUPPORTED",
            "TOOMANYREQUESTS");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BLOB_UNKNOWN             | BLOB_UNKNOWN          | 404
            BLOB_IN_USE              | UNSUPPORTED           | 405
            BLOB_UPLOAD_INVALID      | BLOB_UPLOAD_INVALID   | 400
            BLOB_UPLOAD_OUT_OF_ORDER | BLOB_UPLOAD_INVALID   | 416
            BLOB_UPLOAD_UNKNOWN      | BLOB_UPLOAD_UNKNOWN   | 404
            DIGEST_INVALID           | DIGEST_INVALID        | 400
            MANIFEST_BLOB_UNKNOWN    | MANIFEST_BLOB_UNKNOWN | 404
            MANIFEST_INVALID         | MANIFEST_INVALID      | 400
            MANIFEST_TOO_LARGE       | SIZE_INVALID          | 413
            MANIFEST_UNKNOWN         | MANIFEST_UNKNOWN      | 404
            NAME_INVALID             | NAME_INVALID          | 400
            TAG_INVALID              | MANIFEST_INVALID      | 400
            NAME_UNKNOWN             | NAME_UNKNOWN          | 404
            SIZE_INVALID             | SIZE_INVALID          | 400
            LENGTH_REQUIRED          | SIZE_INVALID          | 411
            RANGE_NOT_SATISFIABLE    | SIZE_INVALID          | 416
            UNAUTHORIZED             | UNAUTHORIZED          | 401
            DENIED                   | DENIED                | 403
            REPOSITORY_ARCHIVED      | DENIED                | 403
            REPOSITORY_MOVED         | DENIED                | 403
            PRECONDITION_FAILED      | DENIED                | 412
            UNSUPPORTED              | UNSUPPORTED           | 405
            ENDPOINT_UNKNOWN         | UNSUPPORTED           | 404
            PARAMETER_INVALID        | UNSUPPORTED           | 400
            BODY_TOO_LARGE           | SIZE_INVALID          | 413
            URI_TOO_LONG             | UNSUPPORTED           | 414
            TOOMANYREQUESTS          | TOOMANYREQUESTS       | 429
            INTERNAL                 | UNKNOWN               | 500
            UNAVAILABLE              | UNAVAILABLE           | 503
            INSUFFICIENT_STORAGE     | INSUFFICIENT_STORAGE  | 507
            """)
    void row_asWritten(WireError row, String code, int status) {
        assertThat(row.code()).isEqualTo(code);
        assertThat(row.status()).isEqualTo(status);
    }

    @Test
    void table_ofThisTest_leavesNoRowOut() throws NoSuchMethodException {
        CsvSource table = WireErrorTest.class
                .getDeclaredMethod("row_asWritten", WireError.class, String.class, int.class)
                .getAnnotation(CsvSource.class);
        Stream<String> rows = table.textBlock()
                .lines()
                .map(line -> line.substring(0, line.indexOf('|')).strip());

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WireError.values()).map(Enum::name).toList());
    }

    @Test
    void codes_ofTheSpecification_areAllThere() {
        assertThat(EnumSet.allOf(WireError.class)).extracting(WireError::code).containsAll(SPECIFIED);
    }

    @ParameterizedTest
    @EnumSource
    void code_ofAClientsError_isOneOfTheSpecification(WireError row) {
        boolean client = row.status() < 500;

        assertThat(SPECIFIED.contains(row.code())).isEqualTo(client);
    }

    @ParameterizedTest
    @EnumSource
    void row_isFitForTheWire(WireError row) {
        assertThat(row.code()).matches("[A-Z_]+");
        assertThat(row.status()).isBetween(400, 511);
        assertThat(row.message()).isNotBlank().doesNotContain("\"");
        assertThat(row.specification()).isNotBlank();
    }

    @Test
    void failure_withoutMessage_saysThatOfItsRow() {
        assertThat(List.of(WireError.values()))
                .allSatisfy(row ->
                        assertThat(new RegistryFailure(row).explanation()).isEqualTo(row.message()));
    }
}
