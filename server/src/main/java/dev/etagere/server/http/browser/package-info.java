/** What browsers are told: which pages may use this server, and that only by TLS. */
@NullMarked
package dev.etagere.server.http.browser;

import org.jspecify.annotations.NullMarked;
