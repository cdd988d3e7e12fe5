/** The vocabulary: values and their versions, conditions, patches, pages. */
@NullMarked
package dev.etagere.client.resource;

import org.jspecify.annotations.NullMarked;
