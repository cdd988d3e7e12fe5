/** Lists of a collection: what is asked for, and the answer as it is read from the store. */
@NullMarked
package dev.etagere.server.http.list;

import org.jspecify.annotations.NullMarked;
