package dev.berth.oci;

/**
 * Every error that the registry answers with: one row each (distribution-spec, "Error Codes"). The code on the wire is one
 * of the specification's where it has one for the case; several rows may share a code and differ by their status.
 */
public enum WireError {
    BLOB_UNKNOWN("BLOB_UNKNOWN", 404, "blob unknown to this repository", "code-1"),
    BLOB_IN_USE(
            "UNSUPPORTED",
            405,
            "a manifest of this repository still refers to the blob: delete the manifest",
            "end-10"),
    BLOB_UPLOAD_INVALID("BLOB_UPLOAD_INVALID", 400, "blob upload invalid", "code-2"),
    BLOB_UPLOAD_OUT_OF_ORDER(
            "BLOB_UPLOAD_INVALID", 416, "the chunk does not start where the upload stands", "end-5, end-6"),
    BLOB_UPLOAD_UNKNOWN("BLOB_UPLOAD_UNKNOWN", 404, "no such upload: it ended or was given up; start again", "code-3"),
    DIGEST_INVALID("DIGEST_INVALID", 400, "the digest is malformed or does not match the content", "code-4"),
    MANIFEST_BLOB_UNKNOWN(
            "MANIFEST_BLOB_UNKNOWN", 404, "the manifest refers to content that this repository lacks", "code-5"),
    MANIFEST_INVALID("MANIFEST_INVALID", 400, "manifest invalid", "code-6"),
    MANIFEST_TOO_LARGE("SIZE_INVALID", 413, "the manifest is larger than this registry accepts", "end-7a"),
    MANIFEST_UNKNOWN("MANIFEST_UNKNOWN", 404, "manifest unknown to this repository", "code-7"),
    NAME_INVALID("NAME_INVALID", 400, "invalid repository name", "code-8"),
    TAG_INVALID("MANIFEST_INVALID", 400, "invalid tag", "Pulling manifests"),
    NAME_UNKNOWN("NAME_UNKNOWN", 404, "repository unknown to this registry", "code-9"),
    SIZE_INVALID("SIZE_INVALID", 400, "the length given does not match the content", "code-10"),
    LENGTH_REQUIRED("SIZE_INVALID", 411, "a Content-Length is needed here", "RFC 9110, 15.5.12"),
    RANGE_NOT_SATISFIABLE("SIZE_INVALID", 416, "the range lies outside the content", "RFC 9110, 15.5.17"),
    UNAUTHORIZED("UNAUTHORIZED", 401, "authentication required", "code-11"),
    DENIED("DENIED", 403, "requested access to the resource is denied", "code-12"),
    REPOSITORY_ARCHIVED("DENIED", 403, "the repository is archived: it can be pulled, but not changed", "code-12"),
    REPOSITORY_MOVED(
            "DENIED",
            403,
            "the repository has another name now: it can be pulled by this one, but not changed",
            "code-12"),
    PRECONDITION_FAILED("DENIED", 412, "what the request depends on has changed since it was read", "RFC 9110, 13.1"),
    UNSUPPORTED("UNSUPPORTED", 405, "the operation is unsupported", "code-13"),
    ENDPOINT_UNKNOWN("UNSUPPORTED", 404, "there is no such endpoint", "Endpoints"),
    PARAMETER_INVALID("UNSUPPORTED", 400, "a parameter of the request is invalid", "API"),
    BODY_TOO_LARGE("SIZE_INVALID", 413, "the body is larger than this endpoint accepts", "RFC 9110, 15.5.14"),
    URI_TOO_LONG("UNSUPPORTED", 414, "the request's address is too long", "end-7b"),
    TOOMANYREQUESTS("TOOMANYREQUESTS", 429, "too many requests", "code-14"),
    INTERNAL("UNKNOWN", 500, "the registry failed; its log says why under this request's id", "RFC 9110, 15.6.1"),
    UNAVAILABLE("UNAVAILABLE", 503, "the registry cannot serve this now; try again", "RFC 9110, 15.6.4"),
    INSUFFICIENT_STORAGE("INSUFFICIENT_STORAGE", 507, "the registry's storage is full", "RFC 4918, 11.5");

    private final String code;
    private final int status;
    private final String message;
    private final String specification;

    WireError(String code, int status, String message, String specification) {
        this.code = code;
        this.status = status;
        this.message = message;
        this.specification = specification;
    }

    /** The identifier in the field {@code code} of the answer. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What the answer says where there is nothing more precise to say. */
    public String message() {
        return message;
    }

    /** Where the specification, or else HTTP, defines it. */
    public String specification() {
        return specification;
    }
}
