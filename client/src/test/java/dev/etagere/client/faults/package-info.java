/** Clients, servers and databases whose connections break: nothing is lost, nothing done twice. */
@NullMarked
package dev.etagere.client.faults;

import org.jspecify.annotations.NullMarked;
