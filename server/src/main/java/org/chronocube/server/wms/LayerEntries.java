// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.band.Band;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Bounds;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.LayerGroup;
import org.chronocube.server.datadir.Style;
import org.chronocube.server.datadir.TimeDimension;
import org.chronocube.server.datadir.TimeDimension.Presentation;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.sld.Legend;
import org.chronocube.server.sld.RasterStyle;
import org.chronocube.server.sld.SldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what capabilities say of layers and groups. */
final class LayerEntries {

  private static final Logger LOG = LoggerFactory.getLogger(LayerEntries.class);
  private static final int LEGEND_BOX = 20;

  /**
   * Times that a layer lists at most; beyond them capabilities tell first, last and step, whatever
   * the layer's presentation: clients choke on long lists.
   */
  static final int MOST_LISTED = 1000;

  private final Configuration configuration;
  private final LayerSelection selection;
  private final StyleLibrary library;
  private final EoLayers parts;
  private final TimeResolver times;
  private final CrsRegistry crs;
  private final Map<LegendKey, BufferedImage> legends = new ConcurrentHashMap<>();

  LayerEntries(
      Configuration configuration,
      LayerSelection selection,
      StyleLibrary library,
      EoLayers parts,
      TimeResolver times,
      CrsRegistry crs) {
    this.configuration = configuration;
    this.selection = selection;
    this.library = library;
    this.parts = parts;
    this.times = times;
    this.crs = crs;
  }

  /** Advertised layers of a service, then its groups. */
  List<LayerEntry> of(OwsRequest request) {
    return list(request, layer -> entry(request, layer));
  }

  /** The same, each layer in a dataset series with what is made of it; see {@link EoLayers}. */
  List<LayerEntry> nested(OwsRequest request) {
    return list(
        request, layer -> parts.isEnabled() ? series(request, layer) : entry(request, layer));
  }

  private List<LayerEntry> list(OwsRequest request, Function<CoverageLayer, LayerEntry> entry) {
    List<LayerEntry> entries = new ArrayList<>();
    for (CoverageLayer layer : configuration.layers(request.workspace())) {
      if (layer.advertised()) {
        entries.add(entry.apply(layer));
      }
    }
    for (LayerGroup group : configuration.groups(request.workspace())) {
      entries.add(entry(request, group));
    }
    return entries;
  }

  /**
   * One layer or group.
   *
   * @throws OwsException {@code LayerNotDefined}
   */
  LayerEntry named(OwsRequest request, String name) {
    return configuration
        .group(name, request.workspace())
        .map(group -> entry(request, group))
        .orElseGet(() -> entry(request, selection.layer(request, name)));
  }

  // The series has no name and no style: a layer beneath a style would inherit it.
  private LayerEntry series(OwsRequest request, CoverageLayer layer) {
    LayerEntry entry = entry(request, layer);
    List<LayerEntry> children = new ArrayList<>(List.of(entry));
    children.add(part(request, parts.outlines(layer), entry, entry.time()));
    List<EoLayers.Part> bands = parts.bands(layer);
    if (bands.size() > 1) {
      Optional<LayerEntry.TimeEntry> brief = entry.time().map(LayerEntry.TimeEntry::asInterval);
      List<LayerEntry> each = bands.stream().map(b -> part(request, b, entry, brief)).toList();
      children.add(LayerEntry.container("Bands", entry, each).withoutPlace());
    }
    return LayerEntry.container(layer.title(), entry, children);
  }

  private LayerEntry part(
      OwsRequest request, EoLayers.Part part, LayerEntry of, Optional<LayerEntry.TimeEntry> time) {
    CoverageLayer layer = part.layer();
    BufferedImage legend = legend(part.style(), part.coverage().bands());
    LayerEntry.StyleEntry style =
        new LayerEntry.StyleEntry(
            part.style().name(), part.style().title(), "", legend.getWidth(), legend.getHeight());
    return new LayerEntry(
            request.unqualified(layer.prefixedName()),
            layer.title(),
            layer.description(),
            of.keywords(),
            of.queryable(),
            false,
            of.crs(),
            of.geographic(),
            of.bounds(),
            time,
            of.attribution(),
            List.of(style),
            List.of())
        .withoutPlace();
  }

  private LayerEntry entry(OwsRequest request, CoverageLayer layer) {
    LayerCoverage coverage = parts.coverage(layer);
    Bounds natively =
        layer
            .nativeBounds()
            .orElseGet(() -> new Bounds(coverage.grid().extent(), coverage.grid().crs()));
    return new LayerEntry(
        request.unqualified(layer.prefixedName()),
        layer.title(),
        layer.description(),
        layer.keywords(),
        layer.queryable(),
        layer.opaque(),
        List.of(natively.crs()),
        geographic(layer, natively),
        List.of(natively),
        time(layer, coverage.times()),
        layer.attribution(),
        styles(request, layer, coverage.bands()),
        List.of());
  }

  private Extent geographic(CoverageLayer layer, Bounds natively) {
    return layer
        .latLonBounds()
        .map(Bounds::extent)
        .orElseGet(() -> crs.transform(natively.extent(), natively.crs(), CrsRegistry.WGS84));
  }

  private LayerEntry entry(OwsRequest request, LayerGroup group) {
    List<LayerEntry> members =
        group.members().stream().map(m -> entry(request, m.layer())).toList();
    Extent geographic =
        members.stream().map(LayerEntry::geographic).reduce(Extent::union).orElseThrow();
    String description =
        members.stream().map(LayerEntry::title).collect(Collectors.joining(", ", "Of ", ""));
    return new LayerEntry(
        request.unqualified(group.prefixedName()),
        group.title(),
        group.description().isEmpty() ? description : group.description(),
        members.stream().flatMap(m -> m.keywords().stream()).distinct().toList(),
        members.stream().anyMatch(LayerEntry::queryable),
        false,
        members.stream().flatMap(m -> m.crs().stream()).distinct().toList(),
        geographic,
        group.bounds().stream().toList(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private Optional<LayerEntry.TimeEntry> time(CoverageLayer layer, LayerTimes domain) {
    Optional<Instant> first = layer.time().isEmpty() ? Optional.empty() : domain.oldest();
    Optional<Instant> last = first.isEmpty() ? first : domain.newest();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    TimeDimension dimension = layer.time().get();
    return Optional.of(
        new LayerEntry.TimeEntry(
            dimension.units(),
            byDefault(layer, dimension, domain),
            dimension.nearestMatch(),
            extent(dimension, domain, first.get(), last.get()),
            first.get(),
            last.get()));
  }

  private Optional<String> byDefault(
      CoverageLayer layer, TimeDimension dimension, LayerTimes domain) {
    try {
      var interval = times.defaultTime(layer, dimension, domain);
      return new SelectedTimes(List.of(interval), List.of(), false).asText();
    } catch (OwsException none) {
      return Optional.empty();
    }
  }

  private static String extent(
      TimeDimension dimension, LayerTimes domain, Instant first, Instant last) {
    if (dimension.presentation() == Presentation.LIST) {
      List<Instant> listed = domain.first(MOST_LISTED + 1);
      if (listed.size() <= MOST_LISTED) {
        return listed.stream().map(SelectedTimes::format).collect(Collectors.joining(","));
      }
    }
    Duration step = dimension.resolution().orElse(Duration.ofSeconds(1));
    return LayerEntry.TimeEntry.interval(first, last, period(step));
  }

  // Whole days as days: PT24H is a duration that clients read less well than P1D.
  static String period(Duration step) {
    boolean days = step.toDaysPart() > 0 && step.equals(Duration.ofDays(step.toDaysPart()));
    return days ? "P" + step.toDaysPart() + "D" : step.toString();
  }

  private List<LayerEntry.StyleEntry> styles(
      OwsRequest request, CoverageLayer layer, List<Band> bands) {
    List<LayerEntry.StyleEntry> entries = new ArrayList<>();
    for (Style style : layer.allStyles()) {
      try {
        RasterStyle parsed = library.parsed(style);
        BufferedImage legend = legend(parsed, bands);
        entries.add(
            new LayerEntry.StyleEntry(
                request.unqualified(style.prefixedName()),
                library.title(style),
                parsed.description(),
                legend.getWidth(),
                legend.getHeight()));
      } catch (SldException e) {
        LOG.warn("style {} of {} is not listed: {}", style.name(), layer.name(), e.getMessage());
      }
    }
    return entries;
  }

  /** The legend, drawn once: capabilities tell its size again and again. */
  private BufferedImage legend(RasterStyle style, List<Band> bands) {
    List<String> names = bands.stream().map(Band::name).toList();
    return legends.computeIfAbsent(
        new LegendKey(style, names),
        key -> Legend.of(style.rules(), names).draw(LEGEND_BOX, LEGEND_BOX, 0xFFFFFF));
  }

  private record LegendKey(RasterStyle style, List<String> bands) {}
}
