/** One request and one answer over HTTP, bounded in bytes and time. No promise to callers. */
@NullMarked
package dev.etagere.client.http;

import org.jspecify.annotations.NullMarked;
