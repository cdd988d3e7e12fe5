/**
 * A client for conditional and idempotent HTTP: {@link dev.etagere.client.EtagereClient}. What goes
 * wrong is told by the family in {@link dev.etagere.client.error}; how often something is tried by
 * {@link dev.etagere.client.retry.RetryPolicy}.
 */
@NullMarked
package dev.etagere.client;

import org.jspecify.annotations.NullMarked;
