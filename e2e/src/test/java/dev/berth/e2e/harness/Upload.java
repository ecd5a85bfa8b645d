package dev.berth.e2e.harness;

/** The ways in which the specification lets a blob be pushed. */
public enum Upload {
    SINGLE_POST,
    POST_AND_PUT,
    STREAM,
    CHUNKS
}
