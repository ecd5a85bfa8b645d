package dev.berth.accounts.http;

/** Whether a caller may mount blobs from another repository. */
public enum MountAnswer {
    /** It may. */
    YES,
    /** It may not; or there is no such repository. */
    NO,
    /** Its account may, but its token does not say so: challenge it for one that does. */
    ASK_AGAIN
}
