package io.countersign;

/** A point in time, by two clocks: the wall's, which people set, and a steady one, which only goes forward. */
public final class Moment {
    private final double wallMs;
    private final double steadyMs;

    private Moment(double wallMs, double steadyMs) {
        this.wallMs = wallMs;
        this.steadyMs = steadyMs;
    }

    /** This moment, by this machine's clocks. */
    public static Moment now() {
        return new Moment(System.currentTimeMillis(), System.nanoTime() / 1e6);
    }

    /** A moment of a host with one clock: milliseconds since 1970 by both. */
    public static Moment of(double wallMs) {
        return new Moment(wallMs, wallMs);
    }

    /** Milliseconds since 1970, and milliseconds since any fixed moment. */
    public static Moment of(double wallMs, double steadyMs) {
        return new Moment(wallMs, steadyMs);
    }

    public double wallMs() {
        return wallMs;
    }

    public double steadyMs() {
        return steadyMs;
    }

    @Override
    public String toString() {
        return "wall " + wallMs + " ms, steady " + steadyMs + " ms";
    }
}
