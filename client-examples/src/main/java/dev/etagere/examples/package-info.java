/** How a client changes resources without losing the changes of others, with the JDK alone. */
@NullMarked
package dev.etagere.examples;

import org.jspecify.annotations.NullMarked;
