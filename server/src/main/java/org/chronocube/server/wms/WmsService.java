// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.OwsService;
import org.chronocube.web.WebResponse;

/** The Web Map Service of a data directory. */
public final class WmsService implements OwsService {

  private static final int OPAQUE = 0xFF000000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Configuration configuration;
  private final CrsRegistry crs;
  private final WmsLimits limits;
  private final MapRequestReader maps;
  private final MapRenderer renderer;
  private final FeatureInfoReader info;
  private final LegendAnswer legends;
  private final LayerEntries entries;
  private final SldOperations sld;
  private final Clock clock;
  private final TileMaps tiles;
  private final MemoryBudget memory =
      new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, PATIENCE);

  /**
   * @param directory what is published
   */
  public WmsService(DataDirectory directory) {
    this(
        directory.configuration(), coverages(directory)::get, new CrsRegistry(), Clock.systemUTC());
  }

  private static Map<CoverageLayer, LayerCoverage> coverages(DataDirectory directory) {
    return directory.configuration().layers().stream()
        .collect(Collectors.toMap(layer -> layer, layer -> coverage(directory, layer)));
  }

  private static LayerCoverage coverage(DataDirectory directory, CoverageLayer layer) {
    DatacubeReader reader = (DatacubeReader) directory.reader(layer);
    return new CubeCoverage(reader.datacube(), reader.cube(layer.coverageName()));
  }

  WmsService(
      Configuration configuration,
      Function<CoverageLayer, LayerCoverage> configured,
      CrsRegistry crs,
      Clock clock) {
    this.configuration = configuration;
    this.crs = crs;
    this.clock = clock;
    this.limits = WmsLimits.of(configuration.wms());
    StyleLibrary library = new StyleLibrary();
    EoLayers parts = new EoLayers(configuration, configured, library, crs);
    Function<CoverageLayer, LayerCoverage> coverages = parts::coverage;
    LayerSelection selection = new LayerSelection(configuration, library, parts);
    TimeResolver times = new TimeResolver(clock);
    this.maps = new MapRequestReader(selection, crs, limits);
    this.renderer = new MapRenderer(coverages, times);
    this.info = new FeatureInfoReader(selection, maps, times, coverages, crs);
    this.legends = new LegendAnswer(selection, coverages);
    this.entries = new LayerEntries(configuration, selection, library, parts, times, crs);
    this.sld = new SldOperations(selection);
    this.tiles =
        new TileMaps(selection, entries, maps, renderer, info, times, coverages, limits, memory);
  }

  /** Maps for the tile service. */
  public TileMaps tiles() {
    return tiles;
  }

  @Override
  public String name() {
    return "WMS";
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    if (!configuration.wms().enabled()) {
      throw new OwsException(null, null, "the service WMS is switched off");
    }
    if (request.body().isPresent()) {
      handle(PostedMap.asParameters(request), response);
      return;
    }
    WmsVersion version = WmsVersion.of(request.kvp());
    String operation = request.operation();
    switch (operation.toLowerCase(Locale.ROOT)) {
      case "getcapabilities", "capabilities" -> capabilities(request, version, response);
      case "getmap", "map" -> map(request, WmsVersion.required(request.kvp()), response);
      case "getfeatureinfo", "feature_info" ->
          featureInfo(request, WmsVersion.required(request.kvp()), response);
      case "getlegendgraphic" -> legend(request, response);
      case "describelayer" ->
          send(response, "application/vnd.ogc.wms_xml", sld.describeLayer(request));
      case "getmetadata" -> metadata(request, response);
      case "getstyles" -> send(response, "application/vnd.ogc.sld+xml", sld.styles(request));
      default ->
          throw new OwsException(
              OwsException.OPERATION_NOT_SUPPORTED,
              operation,
              "request must be GetCapabilities, GetMap, GetFeatureInfo, GetLegendGraphic,"
                  + " DescribeLayer, GetMetadata or GetStyles, was "
                  + operation);
    }
  }

  private void capabilities(OwsRequest request, WmsVersion version, WebResponse response)
      throws IOException {
    CapabilitiesWriter writer =
        new CapabilitiesWriter(
            version, request, configuration.wms(), configuration.global().contact(), limits, crs);
    String type =
        version == WmsVersion.V1_3_0
            ? "text/xml;charset=UTF-8"
            : "application/vnd.ogc.wms_xml;charset=UTF-8";
    send(response, type, writer.write(entries.nested(request)));
  }

  private void map(OwsRequest request, WmsVersion version, WebResponse response)
      throws IOException {
    ExceptionMode.of(request.kvp());
    MapRequest map = maps.read(request, version);
    MapRenderer.Drawn drawn;
    byte[] bytes;
    try (MemoryBudget.Share share = memory.take(map.memory())) {
      drawn = renderer.draw(map, deadline(request));
      bytes = map.format().encode(drawn.canvas(), map.target());
    }
    warn(response, drawn.warnings());
    String file = map.layers().get(0).layer().name() + "." + map.format().extension();
    response.header("Content-Disposition", "inline; filename=" + file);
    send(response, map.format().mediaType(), bytes);
  }

  private void featureInfo(OwsRequest request, WmsVersion version, WebResponse response)
      throws IOException {
    FeatureInfoFormat format =
        FeatureInfoReader.format(request.kvp().get("INFO_FORMAT").orElse("text/plain"));
    FeatureInfoReader.Found found = info.read(request, version, deadline(request));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(found.info(), bytes);
    warn(response, found.warnings());
    send(response, format.mediaType() + ";charset=UTF-8", bytes.toByteArray());
  }

  private void metadata(OwsRequest request, WebResponse response) throws IOException {
    LayerEntry entry = entries.named(request, request.kvp().require("LAYER"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    byte[] document = LayerMetadata.write(entry, configuration.global().contact(), today);
    send(response, LayerMetadata.FORMAT + ";charset=UTF-8", document);
  }

  private void legend(OwsRequest request, WebResponse response) throws IOException {
    LegendAnswer.Encoded legend = legends.answer(request);
    send(response, legend.mediaType(), legend.bytes());
  }

  private Deadline deadline(OwsRequest request) {
    return new Deadline(limits.maxTime(), request.http()::isAbandoned);
  }

  private static void warn(WebResponse response, List<String> warnings) {
    if (!warnings.isEmpty()) {
      response.header("Warning", String.join(", ", warnings));
    }
  }

  private static void send(WebResponse response, String type, byte[] bytes) throws IOException {
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
    WmsVersion version = version(request.kvp());
    ExceptionMode mode = mode(request);
    if (mode == ExceptionMode.XML || !failOnMap(request, version, mode, error, response)) {
      version.reports().send(error, response);
    }
  }

  private static WmsVersion version(Kvp kvp) {
    try {
      return WmsVersion.of(kvp);
    } catch (OwsException broken) {
      return WmsVersion.V1_3_0;
    }
  }

  private static ExceptionMode mode(OwsRequest request) {
    try {
      boolean isMap =
          request.kvp().get("REQUEST").filter(r -> r.equalsIgnoreCase("GetMap")).isPresent();
      return isMap ? ExceptionMode.of(request.kvp()) : ExceptionMode.XML;
    } catch (OwsException broken) {
      return ExceptionMode.XML;
    }
  }

  // False when the request does not even say how large the map is, or text cannot be drawn.
  private boolean failOnMap(
      OwsRequest request,
      WmsVersion version,
      ExceptionMode mode,
      OwsException error,
      WebResponse response)
      throws IOException {
    GeoBox target;
    MapFormat format;
    int background;
    try {
      target = maps.target(request.kvp(), version);
      limits.memory(target.shape(), 0);
      format = MapRequestReader.format(request.kvp().require("FORMAT"));
      boolean clear = request.kvp().flag("TRANSPARENT") && format.holdsTransparency();
      Optional<Integer> colour = MapRequestReader.colour(request.kvp(), "BGCOLOR");
      background = clear ? 0 : OPAQUE | colour.orElse(0xFFFFFF);
    } catch (OwsException notEvenThat) {
      return false;
    }
    Optional<Canvas> canvas =
        mode == ExceptionMode.BLANK
            ? Optional.of(Canvas.filled(target.shape(), background))
            : ErrorImage.draw(target.shape(), background, error.getMessage());
    if (canvas.isPresent()) {
      send(response, format.mediaType(), format.encode(canvas.get(), target));
    }
    return canvas.isPresent();
  }
}
