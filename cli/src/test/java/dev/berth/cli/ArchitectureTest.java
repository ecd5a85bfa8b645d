package dev.berth.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rooms import one way; the build fails where one does not. */
class ArchitectureTest {
    private static final String BERTH = "dev.berth.";

    /** The rooms that each room may import. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "oci", List.of(),
            "storage", List.of("oci"),
            "database", List.of("oci"),
            "http", List.of("oci"),
            "accounts", List.of("oci", "database", "http"),
            "registry", List.of("oci", "storage", "database", "http", "accounts"),
            "hub", List.of("oci", "storage", "database", "http", "accounts", "registry"),
            "server", List.of("oci", "storage", "database", "http", "accounts", "registry", "hub"),
            "cli", List.of("oci", "storage", "database", "http", "accounts", "registry", "hub", "server"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.berth");

    static List<String> rooms() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @Test
    void everyPackage_isInARoomOfTheArrows() {
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName().substring(BERTH.length()))
                        .map(name -> name.split("\\.", -1)[0])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_importsAlongTheArrows(String room) {
        List<String> forbidden = new ArrayList<>(ARROWS.keySet());
        forbidden.remove(room);
        forbidden.removeAll(ARROWS.getOrDefault(room, List.of()));
        if (forbidden.isEmpty()) {
            return;
        }
        noClasses()
                .that()
                .resideInAPackage(BERTH + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(name -> BERTH + name + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("dev.berth.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void domain_knowsNoJetty() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.berth.oci..", "dev.berth.storage..", "dev.berth.database..")
                .or()
                .resideInAnyPackage("dev.berth.accounts", "dev.berth.registry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void domain_knowsNoEndpoints() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.berth.accounts", "dev.berth.registry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.berth.*.http..")
                .check(CLASSES);
    }
}
