/** JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). */
@NullMarked
package dev.etagere.server.patch;

import org.jspecify.annotations.NullMarked;
