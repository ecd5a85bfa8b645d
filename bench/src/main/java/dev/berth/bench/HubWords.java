package dev.berth.bench;

import java.util.List;
import java.util.Random;

/** The words that names and descriptions of the bench's repositories are made of: some that many have, and many that few have. */
final class HubWords {
    /** What repositories are about, the most frequent first; each is the name of an official image. */
    static final List<String> SUBJECTS = List.of(
            "postgres",
            "nginx",
            "redis",
            "python",
            "node",
            "alpine",
            "ubuntu",
            "mysql",
            "mongo",
            "golang",
            "debian",
            "httpd",
            "rabbitmq",
            "traefik",
            "mariadb",
            "memcached",
            "busybox",
            "php",
            "wordpress",
            "openjdk",
            "ruby",
            "elasticsearch",
            "kibana",
            "logstash",
            "influxdb",
            "telegraf",
            "grafana",
            "prometheus",
            "consul",
            "vault",
            "haproxy",
            "tomcat",
            "jetty",
            "maven",
            "gradle",
            "rust",
            "perl",
            "cassandra",
            "couchdb",
            "neo4j",
            "solr",
            "sonarqube",
            "nextcloud",
            "ghost",
            "drupal",
            "joomla",
            "redmine",
            "mattermost",
            "gitea",
            "registry",
            "zookeeper",
            "kafka",
            "flink",
            "spark",
            "storm",
            "nats",
            "mosquitto",
            "eclipse-temurin",
            "caddy",
            "clickhouse",
            "minio",
            "keycloak",
            "jenkins",
            "airflow");

    static final List<String> PARTS = List.of(
            "server",
            "api",
            "worker",
            "operator",
            "exporter",
            "proxy",
            "ui",
            "backup",
            "sidecar",
            "init",
            "migrator",
            "client",
            "gateway",
            "controller",
            "agent",
            "cli",
            "base",
            "builder",
            "dashboard",
            "scheduler");

    /** What descriptions say in many words, the most frequent first. */
    private static final List<String> PROSE = List.of(
            "image",
            "for",
            "the",
            "with",
            "server",
            "and",
            "of",
            "small",
            "container",
            "based",
            "on",
            "service",
            "fast",
            "simple",
            "production",
            "ready",
            "build",
            "development",
            "tools",
            "database",
            "monitoring",
            "automated",
            "official",
            "community",
            "lightweight",
            "secure",
            "cluster",
            "kubernetes",
            "helm",
            "metrics",
            "internal",
            "microservice",
            "backend",
            "frontend",
            "pipeline",
            "testing",
            "staging",
            "legacy",
            "experimental",
            "cloud");

    private static final String[] STARTS = {
        "b", "br", "d", "f", "gl", "k", "kr", "l", "m", "n", "p", "qu", "r", "sh", "t", "v", "w", "z"
    };
    private static final String[] MIDDLES = {"a", "e", "i", "o", "u", "ai", "eo"};
    private static final String[] ENDS = {"bo", "dran", "lix", "mar", "nta", "ron", "sky", "tor", "va", "xel", "zum"};

    /** How many words were made up. */
    static final int MADE_UP = 15_000;

    private HubWords() {}

    /** A subject, the first of them far more often than the last. */
    static String subject(Random random) {
        return SUBJECTS.get(skewed(random, SUBJECTS.size()));
    }

    static String part(Random random) {
        return PARTS.get(skewed(random, PARTS.size()));
    }

    /** A word of a description. */
    static String prose(Random random) {
        return PROSE.get(skewed(random, PROSE.size()));
    }

    /** A word that few have: the one of this number. */
    static String madeUp(int number) {
        int rest = number % MADE_UP;
        String start = STARTS[rest % STARTS.length];
        rest /= STARTS.length;
        String middle = MIDDLES[rest % MIDDLES.length];
        rest /= MIDDLES.length;
        String end = ENDS[rest % ENDS.length];
        rest /= ENDS.length;
        return start + middle + end + (rest == 0 ? "" : MIDDLES[rest % MIDDLES.length] + "n" + rest / MIDDLES.length);
    }

    /** A number below the bound, small ones more often. */
    private static int skewed(Random random, int bound) {
        double place = random.nextDouble();
        return (int) (bound * place * place);
    }
}
