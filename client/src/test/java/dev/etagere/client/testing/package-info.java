/** What the tests of the client share: servers and networks that misbehave as they are told. */
@NullMarked
package dev.etagere.client.testing;

import org.jspecify.annotations.NullMarked;
