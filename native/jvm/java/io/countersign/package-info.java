/**
 * Countersign for Java and Kotlin: checks what a person is about to type, read or confirm, before it leaves the device.
 *
 * <pre>{@code
 * try (Countersign countersign = Countersign.load();
 *         Check check = countersign.prepare("deposit.address", "{\"coin\":\"BTC\"}")) {
 *     Verdict verdict = check.run(text);
 *     if (verdict.outcome() != Outcome.ACCEPT) show(verdict.headline("en"), verdict.explain("en"));
 * }
 * }</pre>
 *
 * <p><b>Two kinds of no.</b> What the person did is in the {@link Verdict}. What the calling program did wrong is an
 * exception: {@link CountersignException} with a status and a place, {@link NullPointerException} for null,
 * {@link IllegalStateException} for what was closed.
 *
 * <p><b>Threads.</b> Every method may be called from any thread. A context ({@link Countersign}) and its checks are one
 * room with one door: calls wait for each other, so a context for each thread is what makes a program faster. A check
 * remembers between runs what its kind needs, so two threads that type into one check at once get sensible verdicts
 * about nonsense.
 *
 * <p><b>Secrets.</b> Give a password or a code as {@code char[]} or {@code byte[]} and wipe your array when the call
 * returns. On this side of the door nothing is copied: the text goes from the array into the check's own buffer, which
 * kinds that take secrets wipe before {@code run} returns. A {@link String} cannot be wiped, by this library or by
 * anyone; that goes for the {@code key} of a {@link KeyEvent}, too.
 *
 * <p>From Java 24 on the machine warns of every library with native code that was not named on its command line; name
 * this one with {@code --enable-native-access=io.countersign}, or {@code ALL-UNNAMED} on the class path.
 */
package io.countersign;
