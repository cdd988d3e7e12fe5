/**
 * Strict JSON (RFC 8259, RFC 7493): the syntax check, and a tree that keeps the text of every
 * scalar.
 */
@NullMarked
package dev.etagere.server.json;

import org.jspecify.annotations.NullMarked;
