/** JSON Web Tokens of one issuer (RFC 7519, RFC 8725). */
@NullMarked
package dev.etagere.server.auth.jwt;

import org.jspecify.annotations.NullMarked;
