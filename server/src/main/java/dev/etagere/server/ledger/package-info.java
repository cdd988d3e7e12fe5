/** The memory of keyed requests: what a resource keeps so that a repeat gets its first answer. */
@NullMarked
package dev.etagere.server.ledger;

import org.jspecify.annotations.NullMarked;
