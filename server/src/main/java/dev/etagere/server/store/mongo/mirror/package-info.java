/** The content once more as BSON, for queries and other readers of a MongoDB. */
@NullMarked
package dev.etagere.server.store.mongo.mirror;

import org.jspecify.annotations.NullMarked;
