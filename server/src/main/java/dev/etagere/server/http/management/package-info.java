/** Health and metrics: what is told about the server itself. */
@NullMarked
package dev.etagere.server.http.management;

import org.jspecify.annotations.NullMarked;
