package dev.berth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the large hub of the bench holds, by numbers: whoever fills it and whoever asks it know the same. A few repositories
 * have very many tags, most have a few, and some have none.
 *
 * @param repositories how many there are
 * @param tags how many they have together, about
 */
record HubPlan(int repositories, int tags) {
    /** An organisation that has very many repositories, and belongs to the account of the bench, like the second one. */
    static final String LARGE = "globex";

    static final String SMALL = "initech";

    private static final int LARGE_SHARE = 20;
    private static final int SMALL_SHARE = 500;
    private static final int OWN_SHARE = 100;

    /** How many repositories a namespace has, of those that are neither the bench's nor official. */
    private static final int REPOSITORIES_A_NAMESPACE = 20;

    private static final List<String> CATEGORIES = List.of(
            "API_MANAGEMENT",
            "CONTENT_MANAGEMENT",
            "DATABASES",
            "DATA_SCIENCE",
            "DEVELOPER_TOOLS",
            "GAMES",
            "INTEGRATION",
            "LANGUAGES",
            "MACHINE_LEARNING",
            "MESSAGING",
            "MONITORING",
            "NETWORKING",
            "OPERATING_SYSTEMS",
            "SECURITY",
            "WEB_ANALYTICS",
            "WEB_SERVERS");
    private static final List<String> RARE_ARCHITECTURES = List.of("arm", "ppc64le", "s390x", "riscv64", "386");
    private static final long DAY = 86_400_000L;

    /** Repositories that have a hundredth of all tags each; the very first has four hundredths. */
    static final int HUGE = 25;

    private static final String[] SUFFIXES = {"", "-alpine", "-slim", "-bookworm"};

    /**
     * A repository.
     *
     * @param platforms what its images are for, as {@code linux/arm64}
     * @param age how long ago it was made, in milliseconds
     */
    record Repository(
            int number,
            String namespace,
            String name,
            boolean isPublic,
            String description,
            List<String> categories,
            List<String> platforms,
            long stars,
            long pulls,
            int tags,
            long age) {}

    /** The repository of this number. */
    Repository repository(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        boolean official = number < HubWords.SUBJECTS.size();
        String namespace = official ? "library" : namespace(number);
        String subject = official ? HubWords.SUBJECTS.get(number) : HubWords.subject(random);
        String name = official ? subject : subject + rest(number, random);
        boolean isPublic = official || random.nextInt(4) > 0;
        double liked = official ? 0.9999 : random.nextDouble();
        long pulls = (long) Math.min(1e9, Math.pow(1 / (1 - liked), 2));
        return new Repository(
                number,
                namespace,
                namespace + "/" + name,
                isPublic,
                description(subject, random),
                categories(random),
                platforms(random),
                pulls / 500,
                pulls,
                tags(number, random),
                (long) (random.nextDouble() * 2000 * DAY) + DAY);
    }

    private static String namespace(int number) {
        if (number % LARGE_SHARE == 1) {
            return LARGE;
        }
        if (number % SMALL_SHARE == 2) {
            return SMALL;
        }
        return number % OWN_SHARE == 3
                ? Berth.USER
                : HubWords.madeUp(number / REPOSITORIES_A_NAMESPACE) + number / 1000;
    }

    /** What follows the subject in a name, which is unlike all others. */
    private static String rest(int number, Random random) {
        String part = random.nextInt(3) == 0 ? "" : "-" + HubWords.part(random);
        return part + "-" + HubWords.madeUp(random.nextInt(HubWords.MADE_UP)) + Integer.toString(number, 36);
    }

    private static String description(String subject, Random random) {
        if (random.nextInt(8) == 0) {
            return "";
        }
        int words = 4 + random.nextInt(8);
        String text = Stream.concat(
                        Stream.of(subject, HubWords.madeUp(random.nextInt(HubWords.MADE_UP))),
                        Stream.generate(() -> HubWords.prose(random)).limit(words))
                .collect(Collectors.joining(" "));
        return text.length() <= 100 ? text : text.substring(0, text.lastIndexOf(' ', 100));
    }

    private static List<String> categories(Random random) {
        return Stream.generate(() -> CATEGORIES.get(random.nextInt(CATEGORIES.size())))
                .limit(random.nextInt(3))
                .distinct()
                .toList();
    }

    private static List<String> platforms(Random random) {
        List<String> platforms = new ArrayList<>();
        if (random.nextInt(50) == 0) {
            platforms.add("windows/amd64");
            return platforms;
        }
        platforms.add("linux/amd64");
        if (random.nextInt(5) < 2) {
            platforms.add("linux/arm64");
        }
        if (random.nextInt(30) == 0) {
            platforms.add("linux/" + RARE_ARCHITECTURES.get(random.nextInt(RARE_ARCHITECTURES.size())));
        }
        return platforms;
    }

    private int tags(int number, Random random) {
        if (number < HUGE) {
            return number == 0 ? tags / 25 : tags / 100;
        }
        int kind = random.nextInt(100);
        if (kind < 5) {
            return 0;
        }
        if (kind < 60) {
            return 1 + random.nextInt(5);
        }
        return kind < 90 ? 5 + random.nextInt(10) : 10 + random.nextInt(51);
    }

    /** The tag of this number in its repository, of which the first is {@code latest}. */
    static String tag(int number) {
        if (number == 0) {
            return "latest";
        }
        int version = number / SUFFIXES.length;
        return "%d.%d.%d%s"
                .formatted(version / 400, version / 20 % 20, version % 20, SUFFIXES[number % SUFFIXES.length]);
    }

    /** The number of the image that a tag points to; two tags of five point to one, and the first to the last. */
    static int image(Repository repository, int tag) {
        int number = tag == 0 ? repository.tags() - 1 : tag;
        return number % 5 == 4 ? number - 1 : number;
    }

    /** What tells an image from all others; one of fifty is in many repositories. */
    static String content(Repository repository, int image) {
        return image % 50 == 7 ? "shared image " + image : "image " + image + " of " + repository.number();
    }

    /** The repositories that the account of the bench has. */
    List<Repository> own(int limit) {
        return Stream.iterate(103, number -> number < repositories, number -> number + OWN_SHARE)
                .filter(number -> namespace(number).equals(Berth.USER))
                .limit(limit)
                .map(this::repository)
                .toList();
    }
}
