/** What is measured, and how Prometheus is told. */
@NullMarked
package dev.etagere.server.metrics;

import org.jspecify.annotations.NullMarked;
