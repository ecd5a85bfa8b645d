package dev.berth.database.jobs;

/** How a job does on a node. */
public record NodeJob(String node, JobState job) {}
