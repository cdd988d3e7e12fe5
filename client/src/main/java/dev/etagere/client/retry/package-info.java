/** What is tried again, when, how often, and what a failed call may have done. */
@NullMarked
package dev.etagere.client.retry;

import org.jspecify.annotations.NullMarked;
