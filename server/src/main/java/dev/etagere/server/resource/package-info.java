/**
 * The vocabulary of stored resources: names, ids, versions, contents, and the states a resource can
 * be in.
 */
@NullMarked
package dev.etagere.server.resource;

import org.jspecify.annotations.NullMarked;
