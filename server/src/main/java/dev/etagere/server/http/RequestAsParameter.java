package dev.etagere.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.function.Function;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Hands the request to endpoints that take it as a parameter. Jersey would look it up in the
 * request's scope, which takes as long as its routing.
 */
final class RequestAsParameter implements ValueParamProvider {
  /** Registers it; as a plain component it would be ignored. */
  static AbstractBinder binder() {
    return new AbstractBinder() {
      @Override
      protected void configure() {
        bind(new RequestAsParameter()).to(ValueParamProvider.class);
      }
    };
  }

  @Override
  public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
    return parameter.getRawType() == ContainerRequestContext.class ? request -> request : null;
  }

  @Override
  public PriorityType getPriority() {
    return Priority.HIGH;
  }
}
