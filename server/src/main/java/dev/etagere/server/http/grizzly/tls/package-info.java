/** TLS by PEM files that may change while the server runs. */
@NullMarked
package dev.etagere.server.http.grizzly.tls;

import org.jspecify.annotations.NullMarked;
