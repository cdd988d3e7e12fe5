/** The description of the server in OpenAPI 3.1, made from what is configured. */
@NullMarked
package dev.etagere.server.http.describe.openapi;

import org.jspecify.annotations.NullMarked;
