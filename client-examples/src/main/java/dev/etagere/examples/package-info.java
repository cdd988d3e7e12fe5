/** How a client changes resources without losing the changes of others, and none twice. */
@NullMarked
package dev.etagere.examples;

import org.jspecify.annotations.NullMarked;
