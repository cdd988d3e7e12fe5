/**
 * Programs that are killed, called twice and cut off from answers, and repeat everything: with the
 * JDK alone, and the collections of {@code http-requests/use-cases/etagere.yaml}.
 */
@NullMarked
package dev.etagere.examples.usecases;

import org.jspecify.annotations.NullMarked;
