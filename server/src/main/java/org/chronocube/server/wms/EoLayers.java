// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.sld.ColorMap;
import org.chronocube.server.sld.ContrastEnhancement;
import org.chronocube.server.sld.RasterStyle;
import org.chronocube.server.sld.RasterSymbolizer;
import org.chronocube.server.sld.SldException;

/**
 * The layers beside each layer after the Earth observation profile of WMS (OGC 07-063r1). In
 * capabilities they are one dataset series: the configured layer, its browse image; {@code
 * NAME_outlines}, the footprints of its scenes at TIME; {@code NAME_bands_BAND}, each band in gray.
 * They are made of the layer and nothing of them is configured; a configured layer of the same name
 * comes first. {@code wms.xml} can switch them off: {@code <metadata><entry
 * key="chronocube.eoLayers">false</entry>}.
 */
final class EoLayers {

  private static final String SWITCH = "chronocube.eoLayers";
  private static final String OUTLINES = "_outlines";
  private static final String BANDS = "_bands_";
  private static final int OUTLINE_RGB = 0xD81B60;

  private final Configuration configuration;
  private final Function<CoverageLayer, LayerCoverage> coverages;
  private final StyleLibrary library;
  private final CrsRegistry crs;
  private final boolean enabled;

  EoLayers(
      Configuration configuration,
      Function<CoverageLayer, LayerCoverage> coverages,
      StyleLibrary library,
      CrsRegistry crs) {
    this.configuration = configuration;
    this.coverages = coverages;
    this.library = library;
    this.crs = crs;
    this.enabled = !"false".equals(configuration.wms().settings().get(SWITCH));
  }

  /**
   * A layer made of another.
   *
   * @param layer itself
   * @param coverage what it shows
   * @param style the one it is drawn with
   */
  record Part(CoverageLayer layer, LayerCoverage coverage, RasterStyle style) {

    /**
     * Its style by name.
     *
     * @throws SldException when it is another name
     */
    RasterStyle style(String name) {
      if (!name.isEmpty() && !name.equals(style.name())) {
        throw new SldException("a style must be one of the capabilities, was " + name);
      }
      return style;
    }
  }

  /** The coverage behind a layer, whether configured or a part. */
  LayerCoverage coverage(CoverageLayer layer) {
    return of(layer).map(Part::coverage).orElseGet(() -> coverages.apply(layer));
  }

  /** The part a layer is; empty for a configured one. */
  Optional<Part> of(CoverageLayer layer) {
    return find(layer.prefixedName(), Optional.empty());
  }

  /** A part by name, as {@link Configuration#layer} finds layers. */
  Optional<Part> find(String name, Optional<String> workspace) {
    boolean maybe = enabled && (name.endsWith(OUTLINES) || name.contains(BANDS));
    if (!maybe || configuration.layer(name, workspace).isPresent()) {
      return Optional.empty();
    }
    if (name.endsWith(OUTLINES)) {
      String base = name.substring(0, name.length() - OUTLINES.length());
      Optional<CoverageLayer> layer = configuration.layer(base, workspace);
      if (layer.isPresent()) {
        return layer.map(this::outlines);
      }
    }
    for (int at = name.indexOf(BANDS); at >= 0; at = name.indexOf(BANDS, at + 1)) {
      String band = name.substring(at + BANDS.length());
      Optional<Part> found =
          configuration
              .layer(name.substring(0, at), workspace)
              .flatMap(
                  base ->
                      bands(base).stream()
                          .filter(p -> p.coverage().bands().get(0).name().equals(band))
                          .findFirst());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  boolean isEnabled() {
    return enabled;
  }

  Part outlines(CoverageLayer base) {
    ColorMap colours =
        new ColorMap(
            ColorMap.Type.VALUES,
            List.of(
                new ColorMap.Entry(OUTLINE_RGB, OutlineCoverage.INSIDE, 0.12, "inside a scene"),
                new ColorMap.Entry(OUTLINE_RGB, OutlineCoverage.EDGE, 1, "edge of a scene")));
    CoverageLayer layer =
        derived(
            base,
            OUTLINES,
            base.title() + ": outlines",
            "Footprints of the scenes at the time asked for; asked at a point, their ids, times and"
                + " cloud cover.");
    LayerCoverage coverage = new OutlineCoverage(coverages.apply(base), crs);
    return new Part(
        layer, coverage, style("eo-outlines", "Outlines", List.of(), Optional.of(colours)));
  }

  /** One part a band. */
  List<Part> bands(CoverageLayer base) {
    LayerCoverage whole = coverages.apply(base);
    return IntStream.range(0, whole.bands().size())
        .mapToObj(
            i -> {
              Band band = whole.bands().get(i);
              CoverageLayer layer =
                  derived(
                      base,
                      BANDS + band.name(),
                      base.title() + ": " + band.title(),
                      "Band " + band.name() + " of " + base.title() + " in gray.");
              List<RasterSymbolizer.Channel> gray =
                  List.of(new RasterSymbolizer.Channel(band.name(), contrast(base, whole, i)));
              RasterStyle style = style("eo-band", "Gray", gray, Optional.empty());
              return new Part(layer, new BandCoverage(whole, i), style);
            })
        .toList();
  }

  /** As a style of the layer stretches the band, so that tiles of one map fit; else by the map. */
  private ContrastEnhancement contrast(CoverageLayer base, LayerCoverage whole, int band) {
    List<String> names = whole.bands().stream().map(Band::name).toList();
    for (var style : base.allStyles()) {
      try {
        for (RasterStyle.Rule rule : library.parsed(style).rules()) {
          RasterSymbolizer symbolizer = rule.symbolizer();
          int channel = symbolizer.bands(names).indexOf(band);
          if (channel >= 0 && symbolizer.contrast(channel).range().isPresent()) {
            return symbolizer.contrast(channel);
          }
        }
      } catch (SldException notForThisLayer) {
        continue;
      }
    }
    return ContrastEnhancement.NONE;
  }

  private static RasterStyle style(
      String name,
      String title,
      List<RasterSymbolizer.Channel> channels,
      Optional<ColorMap> colours) {
    RasterSymbolizer symbolizer =
        new RasterSymbolizer(1, channels, ContrastEnhancement.NONE, colours);
    return new RasterStyle(
        name,
        title,
        "",
        List.of(new RasterStyle.Rule("", 0, Double.POSITIVE_INFINITY, symbolizer)));
  }

  private static CoverageLayer derived(
      CoverageLayer base, String suffix, String title, String description) {
    return new CoverageLayer(
        base.store(),
        base.name() + suffix,
        base.coverageName(),
        title,
        description,
        base.keywords(),
        base.srs(),
        base.nativeBounds(),
        base.latLonBounds(),
        base.advertised(),
        base.queryable(),
        false,
        base.time(),
        Optional.empty(),
        List.of(),
        List.of(),
        base.attribution());
  }
}
