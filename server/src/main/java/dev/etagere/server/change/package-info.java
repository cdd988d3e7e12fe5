/** The changes that a request may ask for, the pure decision about them, and its outcomes. */
@NullMarked
package dev.etagere.server.change;

import org.jspecify.annotations.NullMarked;
