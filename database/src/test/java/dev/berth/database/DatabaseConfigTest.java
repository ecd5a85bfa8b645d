package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://db/berth                             | postgresql://db:5432/berth
            postgres://db:6543/berth                          | postgresql://db:6543/berth
            postgresql://db/berth?sslmode=require             | postgresql://db:5432/berth?sslmode=require
            postgresql://a,b:6543/berth                       | postgresql://a:5432,b:6543/berth
            postgresql://[::1]:5433/berth                     | postgresql://[::1]:5433/berth
            postgresql://db/my%20data                         | postgresql://db:5432/my data
            postgresql://db/berth?application_name=b&sslmode= | postgresql://db:5432/berth?ApplicationName=b&sslmode=
            """)
    void parse_ofAUrl_readsTheAddress(String url, String address) {
        assertThat(parse(url).address()).hasToString(address);
    }

    @Test
    void parse_ofAUrlWithCredentials_takesThemBeforeThoseBeside() {
        DatabaseConfig within = parse("postgresql://berth:p%40s%2Fs%3Aw+d@db/berth");
        DatabaseConfig asParameters = parse("postgresql://db/berth?user=berth&password=p%40s%2Fs%3Aw+d");
        DatabaseConfig beside = parse("postgresql://db/berth");

        assertThat(within.user()).isEqualTo("berth");
        assertThat(within.password()).contains("p@s/s:w+d");
        assertThat(asParameters).isEqualTo(within);
        assertThat(beside.user()).isEqualTo("other");
        assertThat(beside.password()).contains("beside");
    }

    @Test
    void toString_holdsNoPassword() {
        assertThat(parse("postgresql://berth:hidden@db/berth?sslmode=require"))
                .hasToString("postgresql://db:5432/berth?sslmode=require as berth, 20 connections");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "berth.db",
                "jdbc:postgresql://db/berth?password=hidden",
                "mysql://root:hidden@db/berth",
                "postgresql://berth:hidden@db",
                "postgresql://berth:hidden@/berth",
                "postgresql://berth:hid/den@db/berth",
                "postgresql://berth:hid@den@db/berth",
                "postgresql://berth:hidden@db:port/berth",
                "postgresql://berth:hidden@db:70000/berth",
                "postgresql://berth:hidden@db:0/berth",
                "postgresql://berth:hidden%zz@db/berth",
                "postgresql://berth:hidden@a,,b/berth",
                "postgresql://berth:hidden@db/berth?sslmod=require",
            })
    void parse_ofAnythingElse_isRefusedWithoutTheSecret(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(url))
                .satisfies(it -> assertThat(it)
                        .hasMessageContaining("database")
                        .message()
                        .doesNotContain("hidden"));
    }

    @Test
    void constructor_checksWhatItIsGiven() {
        DatabaseConfig config = parse("postgresql://db/berth");

        assertThatIllegalArgumentException().isThrownBy(() -> config.withConnections(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseConfig.parse("postgresql://db/berth", Optional.empty(), Optional.empty()))
                .withMessageContaining("user");
    }

    private static DatabaseConfig parse(String url) {
        return DatabaseConfig.parse(url, Optional.of("other"), Optional.of("beside"));
    }
}
