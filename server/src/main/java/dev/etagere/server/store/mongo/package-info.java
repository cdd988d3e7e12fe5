/** The store on MongoDB's protocol. */
@NullMarked
package dev.etagere.server.store.mongo;

import org.jspecify.annotations.NullMarked;
