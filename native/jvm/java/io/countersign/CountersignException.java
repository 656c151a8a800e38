package io.countersign;

/**
 * The calling program did something wrong: an unknown kind, a subject that does not fit, a signature that is not right.
 * The message names the place. What a person did wrong is never an exception.
 */
public final class CountersignException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final StatusCode status;

    CountersignException(StatusCode status, String message) {
        super(message.isEmpty() ? status.sentence() : message);
        this.status = status;
    }

    public StatusCode status() {
        return status;
    }
}
