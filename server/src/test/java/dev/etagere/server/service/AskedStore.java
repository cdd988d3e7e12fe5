package dev.etagere.server.service;

import dev.etagere.server.store.ResourceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store that does something else before each read of a resource. */
public final class AskedStore {
  private final ResourceStore store;
  public volatile Runnable whenAsked = () -> {};

  public AskedStore(ResourceStore opened) {
    store =
        (ResourceStore)
            Proxy.newProxyInstance(
                AskedStore.class.getClassLoader(),
                new Class<?>[] {ResourceStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("find")) {
                    whenAsked.run();
                  }
                  try {
                    return method.invoke(opened, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  /** The store to use. */
  public ResourceStore store() {
    return store;
  }
}
