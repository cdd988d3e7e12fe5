/** Reads a request's target, fields and content into values, or refuses it. */
@NullMarked
package dev.etagere.server.http.request;

import org.jspecify.annotations.NullMarked;
