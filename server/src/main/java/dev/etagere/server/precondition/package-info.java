/** Entity tags and the preconditions of RFC 9110 §13: their grammar, comparison and evaluation. */
@NullMarked
package dev.etagere.server.precondition;

import org.jspecify.annotations.NullMarked;
