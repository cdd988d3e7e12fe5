/** Authentication, grants, rates and the audit log, as JAX-RS filters. */
@NullMarked
package dev.etagere.server.http.auth;

import org.jspecify.annotations.NullMarked;
