// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.Versions;
import org.chronocube.web.Right;
import org.chronocube.web.WebResponse;
import org.chronocube.wps.DatacubeProcessFactory;
import org.geotools.process.ProcessFactory;

/**
 * The WPS, in versions 1.0.0 and 2.0.0: picks the version a request is in and hands it on to {@link
 * Wps1} or {@link Wps2}.
 *
 * <p>Safe for concurrent use. {@link #close} dismisses what is under way.
 */
public final class WpsService implements OwsService, AutoCloseable {

  private static final List<String> VERSIONS = List.of(Wps1.VERSION, Wps2.VERSION);

  private final WpsSettings settings;
  private final Executions executions;
  private final Wps1 version1;
  private final Wps2 version2;

  /**
   * @param settings limits and texts
   * @param processes what it offers
   * @param storage directory for results, made when needed; the settings' own wins
   */
  public WpsService(
      WpsSettings settings, ProcessDirectory processes, CrsRegistry crs, Path storage) {
    this(settings, processes, crs, storage, Clock.systemUTC());
  }

  /**
   * The service of a data directory: Chronocube's own processes over its published layers, limits
   * and texts of its {@code wps.xml}, results in {@code tmp/wps} below {@code root}.
   *
   * @param published what there is now; limits and texts are those of the first
   * @param more processes to offer besides
   */
  public static WpsService of(
      Supplier<DataDirectory> published, Path root, List<ProcessFactory> more) {
    CrsRegistry crs = new CrsRegistry();
    List<ProcessFactory> factories = new ArrayList<>();
    factories.add(new DatacubeProcessFactory(new LayerCubes(published)));
    factories.addAll(more);
    return new WpsService(
        WpsSettings.of(published.get().configuration().wps()),
        new ProcessDirectory(factories, new Bindings(crs)),
        crs,
        root.resolve("tmp").resolve("wps"));
  }

  WpsService(
      WpsSettings settings,
      ProcessDirectory processes,
      CrsRegistry crs,
      Path storage,
      Clock clock) {
    this.settings = settings;
    References references = new References(settings.referenceHosts(), settings.maxInputBytes());
    InputDecoder inputs = new InputDecoder(references, crs, settings.maxInputBytes());
    executions = new Executions(settings, settings.storage().orElse(storage), clock);
    WpsCore core = new WpsCore(settings, processes, inputs, executions);
    version1 = new Wps1(core);
    version2 = new Wps2(core, crs);
  }

  @Override
  public String name() {
    return "WPS";
  }

  /**
   * Whoever may read sees what there is; all else, results included, takes the right to process.
   */
  @Override
  public Right right(OwsRequest request) {
    return switch (request.operation().toLowerCase(Locale.ROOT)) {
      case "getcapabilities", "describeprocess" -> Right.READ;
      default -> Right.PROCESS;
    };
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    if (!settings.enabled()) {
      throw new OwsException(
          OwsException.OPERATION_NOT_SUPPORTED, "service", "The WPS is switched off.");
    }
    protocol(request).handle(request, response);
  }

  @Override
  public void fail(OwsRequest request, OwsException error, WebResponse response)
      throws IOException {
    WpsProtocol protocol;
    try {
      protocol = protocol(request);
    } catch (OwsException whichIsTold) {
      boolean newer = request.kvp().all("version").stream().anyMatch(v -> v.startsWith("2"));
      protocol = newer ? version2 : version1;
    }
    protocol.fail(error, response);
  }

  // AcceptVersions, else what the request says it is in, else what only one version has.
  private WpsProtocol protocol(OwsRequest request) {
    boolean capabilities = request.operation().equalsIgnoreCase("GetCapabilities");
    List<String> accepted = capabilities ? acceptedVersions(request) : List.of();
    if (!accepted.isEmpty()) {
      return of(Versions.accepted(VERSIONS, accepted));
    }
    Optional<String> named = request.kvp().get("version").or(() -> ofBody(request));
    if (named.isPresent()) {
      if (!VERSIONS.contains(named.get())) {
        throw OwsException.invalid("version", "version must be 1.0.0 or 2.0.0, was " + named.get());
      }
      return of(named.get());
    }
    if (capabilities) {
      return of(settings.defaultVersion());
    }
    boolean job = request.kvp().get("JobID").isPresent();
    return job ? version2 : version1;
  }

  private WpsProtocol of(String version) {
    return version.equals(Wps2.VERSION) ? version2 : version1;
  }

  private static Optional<String> ofBody(OwsRequest request) {
    return request
        .body()
        .flatMap(
            b ->
                SafeXml.attribute(b, "version")
                    .or(
                        () ->
                            Optional.ofNullable(b.getNamespaceURI())
                                .map(ns -> ns.equals(Wps2Xml.WPS) ? Wps2.VERSION : Wps1.VERSION)));
  }

  private static List<String> acceptedVersions(OwsRequest request) {
    Optional<List<String>> posted =
        request
            .body()
            .flatMap(b -> SafeXml.child(b, "AcceptVersions"))
            .map(v -> SafeXml.children(v, "Version").stream().map(SafeXml::text).toList());
    return posted.orElseGet(() -> request.kvp().list("AcceptVersions"));
  }

  /** Dismisses what is under way. */
  @Override
  public void close() {
    executions.close();
  }
}
