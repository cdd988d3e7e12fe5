/** The sort keys of declared members in MongoDB: their fields, their filling, and reading them. */
@NullMarked
package dev.etagere.server.store.mongo.member;

import org.jspecify.annotations.NullMarked;
