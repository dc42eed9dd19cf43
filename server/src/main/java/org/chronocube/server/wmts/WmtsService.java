// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneIndex;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.LayerGroup;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.wms.LayerEntry;
import org.chronocube.server.wms.TileMaps;
import org.chronocube.web.WebResponse;

/**
 * The Web Map Tile Service of a data directory: KVP and RESTful, at {@code wmts} and where
 * GeoServer has it.
 */
public final class WmtsService implements OwsService {

  private static final String VERSION = "1.0.0";
  private static final long MOST_CACHED = 64L << 20;
  private static final String REST = "rest";
  private static final String XML = "application/xml;charset=UTF-8";
  private static final String TEXT = "text/xml";

  private final Configuration configuration;
  private final TileMaps maps;
  private final Function<CoverageLayer, LayerCube> cubes;
  private final TiledLayers layers;
  private final TileRequestReader tiles;
  private final DomainOperations domains;
  private final TileCache cache =
      new TileCache(Math.min(MOST_CACHED, Runtime.getRuntime().maxMemory() / 16));

  /**
   * @param configuration what is published
   * @param maps draws
   * @param cubes behind the layers
   */
  public WmtsService(
      Configuration configuration, TileMaps maps, Function<CoverageLayer, LayerCube> cubes) {
    this.configuration = configuration;
    this.maps = maps;
    this.cubes = cubes;
    CrsRegistry crs = new CrsRegistry();
    this.layers = new TiledLayers(configuration, maps, crs);
    this.tiles = new TileRequestReader(configuration, layers, maps.maxTimes());
    this.domains = new DomainOperations(layers, cubes, crs, maps.maxTimes());
  }

  @Override
  public String name() {
    return "WMTS";
  }

  @Override
  public List<String> paths() {
    return List.of("wmts", "gwc/service/wmts");
  }

  @Override
  public boolean hasResources() {
    return true;
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    if (!configuration.wmts().enabled()) {
      throw new OwsException(null, null, "the service WMTS is switched off");
    }
    if (request.body().isPresent()) {
      throw new OwsException(
          OwsException.OPERATION_NOT_SUPPORTED, null, "WMTS must be asked by GET or by a form");
    }
    if (request.resource().isEmpty()) {
      operation(request, response);
    } else {
      resource(request, response);
    }
  }

  private void operation(OwsRequest request, WebResponse response) throws IOException {
    String operation = request.operation().toLowerCase(Locale.ROOT);
    if (domainOperation(request, operation, response)) {
      return;
    }
    request.kvp().require("service");
    switch (operation) {
      case "getcapabilities" -> capabilities(request, response);
      case "gettile" -> {
        version(request.kvp());
        tile(request, TileParameters.ofQuery(request), response);
      }
      case "getfeatureinfo" -> {
        version(request.kvp());
        pixel(request, TileParameters.ofQuery(request), "infoformat", response);
      }
      default ->
          throw OwsException.invalid(
              "request",
              "request must be GetCapabilities, GetTile, GetFeatureInfo, DescribeDomains,"
                  + " GetDomainValues, GetHistogram or GetFeature, was "
                  + request.operation());
    }
  }

  // Like GeoServer, these take a request without SERVICE and VERSION.
  private boolean domainOperation(OwsRequest request, String operation, WebResponse response)
      throws IOException {
    switch (operation) {
      case "describedomains" -> send(request, response, TEXT, domains.describeDomains(request));
      case "getdomainvalues" -> send(request, response, TEXT, domains.domainValues(request));
      case "gethistogram" -> send(request, response, TEXT, domains.histogram(request));
      case "getfeature" ->
          send(request, response, "text/xml; subtype=gml/3.1.1", domains.features(request));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void version(Kvp kvp) {
    String version = kvp.require("version");
    if (!version.equals(VERSION)) {
      throw OwsException.invalid("version", "version must be " + VERSION + ", was " + version);
    }
  }

  private void resource(OwsRequest request, WebResponse response) throws IOException {
    List<String> segments = Arrays.asList(request.resource().split("/"));
    boolean rest = segments.get(0).equalsIgnoreCase(REST);
    List<String> below = segments.subList(1, segments.size());
    if (rest && (isDocument(below) || isDocument(below, VERSION))) {
      document(request, response);
      return;
    }
    Optional<TileParameters> parameters =
        rest ? TileParameters.ofPath(request, below) : Optional.empty();
    if (parameters.isEmpty()) {
      OwsException nothing =
          OwsException.invalid(null, "no resource is at " + request.http().path());
      ExceptionReports.OWS_1_1.send(nothing, 404, response);
    } else if (parameters.get().hasPixel()) {
      pixel(request, parameters.get(), "format", response);
    } else {
      tile(request, parameters.get(), response);
    }
  }

  private static boolean isDocument(List<String> segments, String... folders) {
    List<String> expected = new ArrayList<>(List.of(folders));
    expected.add("WMTSCapabilities.xml");
    return segments.equals(expected);
  }

  // OGC 07-057r7 clause 10.1: the one representation there is, or 406.
  private void document(OwsRequest request, WebResponse response) throws IOException {
    String accept = request.http().header("Accept").orElse("*/*");
    boolean acceptable =
        Arrays.stream(accept.toLowerCase(Locale.ROOT).split(","))
            .map(type -> type.replaceFirst(";.*", "").strip())
            .anyMatch(
                type ->
                    type.equals("*/*")
                        || type.equals("application/*")
                        || type.equals("text/*")
                        || type.endsWith("xml"));
    if (!acceptable) {
      OwsException none =
          OwsException.invalid("Accept", "Accept must take application/xml, was " + accept);
      ExceptionReports.OWS_1_1.send(none, 406, response);
      return;
    }
    send(request, response, XML, document(request, Set.copyOf(WmtsCapabilities.SECTIONS)));
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    List<String> accepted = request.kvp().list("AcceptVersions");
    if (!accepted.isEmpty() && !accepted.contains(VERSION)) {
      // OWS Common 1.1 table 25: no locator.
      throw new OwsException(
          "VersionNegotiationFailed",
          null,
          "AcceptVersions must name " + VERSION + ", was " + String.join(",", accepted));
    }
    Set<String> sections = sections(request.kvp());
    boolean known = isCurrent(request);
    send(request, response, XML, document(request, known ? Set.of() : sections));
  }

  private static Set<String> sections(Kvp kvp) {
    Optional<String> asked = kvp.raw("sections");
    if (asked.isPresent() && asked.get().isBlank()) {
      throw OwsException.missing("sections");
    }
    Set<String> sections = new LinkedHashSet<>();
    for (String name : kvp.list("sections")) {
      boolean all = name.equalsIgnoreCase("All");
      if (!all && !WmtsCapabilities.SECTIONS.contains(name)) {
        throw OwsException.invalid(
            "sections",
            "sections must be All or some of "
                + String.join(", ", WmtsCapabilities.SECTIONS)
                + ", was "
                + name);
      }
      sections.addAll(all ? WmtsCapabilities.SECTIONS : List.of(name));
    }
    return sections.isEmpty() ? Set.copyOf(WmtsCapabilities.SECTIONS) : sections;
  }

  // OWS Common 1.1 clause 7.3.4.
  private boolean isCurrent(OwsRequest request) {
    Optional<String> asked = request.kvp().get("updateSequence");
    if (asked.isEmpty()) {
      return false;
    }
    long current = updateSequence();
    try {
      long known = Long.parseLong(asked.get());
      if (known <= current) {
        return known == current;
      }
    } catch (NumberFormatException notOne) {
      // Answered below, like a number from the future.
    }
    // OWS Common 1.1 table 25: no locator.
    throw new OwsException(
        "InvalidUpdateSequence",
        null,
        "updateSequence must be at most " + current + ", was " + asked.get());
  }

  /** Grows when any index behind the layers changes. */
  private long updateSequence() {
    Set<SceneIndex> indexes =
        configuration.layers().stream()
            .map(layer -> cubes.apply(layer).datacube().index())
            .collect(Collectors.toSet());
    return 1 + indexes.stream().mapToLong(SceneIndex::generation).sum();
  }

  private byte[] document(OwsRequest request, Set<String> sections) throws IOException {
    List<WmtsCapabilities.Offer> offers = new ArrayList<>();
    if (sections.contains("Contents")) {
      for (LayerEntry entry : maps.entries(request)) {
        List<TiledLayer.Link> links = layers.of(request, entry.name()).links();
        if (!links.isEmpty()) {
          offers.add(new WmtsCapabilities.Offer(entry, links));
        }
      }
    }
    return new WmtsCapabilities(
            request,
            configuration.wmts(),
            configuration.global().contact(),
            Long.toString(updateSequence()))
        .write(sections, offers, themes(request));
  }

  private List<WmtsCapabilities.Theme> themes(OwsRequest request) {
    return configuration.groups(request.workspace()).stream()
        .map(
            group ->
                new WmtsCapabilities.Theme(
                    request.unqualified(group.prefixedName()),
                    group.title(),
                    group.members().stream()
                        .map(LayerGroup.Member::layer)
                        .filter(CoverageLayer::advertised)
                        .map(layer -> request.unqualified(layer.prefixedName()))
                        .distinct()
                        .toList()))
        .toList();
  }

  private void tile(OwsRequest request, TileParameters parameters, WebResponse response)
      throws IOException {
    TileRequest tile = tiles.read(request, parameters);
    String format = TileRequestReader.format(parameters);
    TileMaps.Answer answer =
        cache.get(
            key(tile, format),
            () ->
                maps.draw(
                    request, tile.layer().name(), tile.style(), tile.grid(), format, tile.time()));
    send(request, response, answer);
  }

  private TileCache.Key key(TileRequest tile, String format) {
    List<CoverageLayer> members = tile.layer().members();
    return new TileCache.Key(
        Stream.concat(
                Stream.of(tile.layer().name()), members.stream().map(CoverageLayer::prefixedName))
            .toList(),
        tile.style(),
        tile.set().id(),
        tile.matrix().id(),
        tile.row(),
        tile.column(),
        format,
        tile.time(),
        members.stream().map(m -> maps.times(m, tile.time()).orElse("")).toList(),
        members.stream().map(m -> cubes.apply(m).datacube().index().generation()).toList());
  }

  private void pixel(
      OwsRequest request, TileParameters parameters, String formatName, WebResponse response)
      throws IOException {
    TileRequest tile = tiles.read(request, parameters);
    // Table 26 has the tile's format too; whatever it is, it changes nothing.
    parameters.require("format");
    long row = pixel(parameters, "J");
    long column = pixel(parameters, "I");
    TileMaps.Answer answer =
        maps.info(
            request,
            tile.layer().name(),
            tile.grid(),
            (int) row,
            (int) column,
            parameters.require(formatName),
            tile.time());
    send(request, response, answer);
  }

  private static long pixel(TileParameters parameters, String name) {
    long index = parameters.index(name);
    if (index < 0 || index >= TileMatrix.SIDE) {
      throw new OwsException(
          WmtsCodes.POINT_OUT_OF_RANGE,
          name,
          name + " must be in 0.." + (TileMatrix.SIDE - 1) + ", was " + index);
    }
    return index;
  }

  private static void send(OwsRequest request, WebResponse response, TileMaps.Answer answer)
      throws IOException {
    if (!answer.warnings().isEmpty()) {
      response.header("Warning", String.join(", ", answer.warnings()));
    }
    send(request, response, answer.mediaType(), answer.content().toArray());
  }

  // A new scene shows at once: clients keep what they have and ask whether it is still good.
  private static void send(OwsRequest request, WebResponse response, String type, byte[] bytes)
      throws IOException {
    String tag = EntityTag.of(bytes);
    response.header("ETag", tag);
    response.header("Cache-Control", "no-cache");
    if (EntityTag.isKnown(tag, request.http().header("If-None-Match"))) {
      response.status(304);
      return;
    }
    response.status(200);
    response.header("Content-Type", type);
    response.header("Content-Length", Integer.toString(bytes.length));
    try (var out = response.body()) {
      out.write(bytes);
    }
  }

  @Override
  public void fail(OwsRequest request, OwsException error, WebResponse response)
      throws IOException {
    ExceptionReports.OWS_1_1.send(WmtsCodes.translated(error), response);
  }
}
