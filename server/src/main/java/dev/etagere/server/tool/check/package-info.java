/** What is stored, held against a schema. */
@NullMarked
package dev.etagere.server.tool.check;

import org.jspecify.annotations.NullMarked;
