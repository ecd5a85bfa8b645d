package dev.berth.hub;

/** What a repository is about; a fixed list, so that people find each other's. */
public enum Category {
    API_MANAGEMENT("API management"),
    CONTENT_MANAGEMENT("Content management"),
    DATABASES("Databases and storage"),
    DATA_SCIENCE("Data science"),
    DEVELOPER_TOOLS("Developer tools"),
    GAMES("Games"),
    INTEGRATION("Integration and delivery"),
    LANGUAGES("Languages and frameworks"),
    MACHINE_LEARNING("Machine learning and AI"),
    MESSAGING("Message queues"),
    MONITORING("Monitoring and observability"),
    NETWORKING("Networking"),
    OPERATING_SYSTEMS("Operating systems"),
    SECURITY("Security"),
    WEB_ANALYTICS("Web analytics"),
    WEB_SERVERS("Web servers");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /** The category for people to read. */
    public String title() {
        return title;
    }
}
