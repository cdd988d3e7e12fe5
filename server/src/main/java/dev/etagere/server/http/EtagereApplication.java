package dev.etagere.server.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.http.describe.Catalogue;
import dev.etagere.server.http.describe.CatalogueEndpoint;
import dev.etagere.server.http.describe.openapi.OpenApiEndpoint;
import dev.etagere.server.http.describe.viewer.ViewerEndpoint;
import dev.etagere.server.http.failure.InvalidJsonMapper;
import dev.etagere.server.http.failure.InvalidPatchMapper;
import dev.etagere.server.http.failure.JaxRsMapper;
import dev.etagere.server.http.failure.JsonTooLargeMapper;
import dev.etagere.server.http.failure.MalformedFieldMapper;
import dev.etagere.server.http.failure.ProblemMapper;
import dev.etagere.server.http.failure.StoreFailureMapper;
import dev.etagere.server.http.failure.Unforeseen;
import dev.etagere.server.http.request.TargetFilter;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.service.ResourceService;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** The JAX-RS application: every part named here, none found by scanning. */
public final class EtagereApplication extends ResourceConfig {
  private static final ImmutableMap<String, Object> PROPERTIES =
      ImmutableMap.<String, Object>builder()
          .put(ServerProperties.WADL_FEATURE_DISABLE, true)
          .put(ServerProperties.MOXY_JSON_FEATURE_DISABLE, true)
          .put(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
          .put(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
          // A Location stays a path: behind a proxy the Host field names another machine.
          .put(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
          // A problem of ours is an answer, not a page that the container may replace.
          .put(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
          .put(ServerProperties.PROCESSING_RESPONSE_ERRORS_ENABLED, true)
          .build();

  /**
   * Makes the application.
   *
   * @param service runs the requests
   * @param limits of what is taken as JSON
   */
  public EtagereApplication(ResourceService service, JsonLimits limits) {
    this(
        service, limits, new Catalogue(service.policies(), name -> Grants.OPEN, ImmutableSet.of()));
  }

  /**
   * Makes the application of a server that asks callers who they are.
   *
   * @param service runs the requests
   * @param limits of what is taken as JSON
   * @param catalogue the collections, and who may see them
   */
  public EtagereApplication(ResourceService service, JsonLimits limits, Catalogue catalogue) {
    addProperties(PROPERTIES);
    registerInstances(
        new TargetFilter(name -> service.policy(name).isPresent()),
        new ResourceEndpoint(service, limits),
        new CollectionEndpoint(service, limits),
        new ProblemsEndpoint(),
        new CatalogueEndpoint(catalogue),
        new OpenApiEndpoint(catalogue, limits),
        new ViewerEndpoint(),
        new CommonFieldsFilter(),
        new PiecesWriter());
    registerInstances(
        new ProblemMapper(),
        new MalformedFieldMapper(),
        new InvalidJsonMapper(),
        new InvalidPatchMapper(),
        new JsonTooLargeMapper(),
        new JaxRsMapper(),
        new Unforeseen());
    register(StoreFailureMapper.class);
    register(RequestAsParameter.binder());
  }
}
