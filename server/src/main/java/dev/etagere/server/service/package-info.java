/** Runs each change: the fast way, the full way, and the retries between them. */
@NullMarked
package dev.etagere.server.service;

import org.jspecify.annotations.NullMarked;
