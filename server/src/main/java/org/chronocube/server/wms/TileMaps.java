// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;

/**
 * What the tile service takes from the map service: the same layers, styles, times, renderer and
 * limits, so that a tile has the pixels GetMap gives for its box.
 */
public final class TileMaps {

  private static final int WHITE = 0xFFFFFF;

  private final LayerSelection selection;
  private final LayerEntries entries;
  private final MapRequestReader maps;
  private final MapRenderer renderer;
  private final FeatureInfoReader info;
  private final TimeResolver times;
  private final Function<CoverageLayer, LayerCoverage> coverages;
  private final WmsLimits limits;
  private final MemoryBudget memory;

  TileMaps(
      LayerSelection selection,
      LayerEntries entries,
      MapRequestReader maps,
      MapRenderer renderer,
      FeatureInfoReader info,
      TimeResolver times,
      Function<CoverageLayer, LayerCoverage> coverages,
      WmsLimits limits,
      MemoryBudget memory) {
    this.selection = selection;
    this.entries = entries;
    this.maps = maps;
    this.renderer = renderer;
    this.info = info;
    this.times = times;
    this.coverages = coverages;
    this.limits = limits;
    this.memory = memory;
  }

  /**
   * A finished answer.
   *
   * @param mediaType as capabilities list it; text is UTF-8
   * @param content the encoded bytes
   * @param warnings texts for the Warning header
   */
  public record Answer(String mediaType, Bytes content, List<String> warnings) {}

  /** Bytes that nobody changes. */
  public static final class Bytes {

    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    public int length() {
      return bytes.length;
    }

    /** A copy. */
    public byte[] toArray() {
      return bytes.clone();
    }

    public void writeTo(java.io.OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** Advertised layers of a service, then its groups. */
  public List<LayerEntry> entries(OwsRequest request) {
    return entries.of(request);
  }

  /** The grid of the coverage behind a layer. */
  public GeoBox grid(CoverageLayer layer) {
    return coverages.apply(layer).grid();
  }

  /** Most values of one TIME parameter. */
  public int maxTimes() {
    return limits.maxTimes();
  }

  /**
   * The times a layer is drawn at, as a TIME parameter; empty when it has no time dimension.
   *
   * @throws OwsException when there is no data for the time
   */
  public Optional<String> times(CoverageLayer layer, Optional<TimeParameter> asked) {
    return times.resolve(layer, coverages.apply(layer).times(), asked).asText();
  }

  /**
   * A map of one layer or group, transparent where nothing is if the format can hold that, else on
   * white.
   *
   * @param name of a layer or group as the request's service knows it
   * @param style name; empty for the default
   * @param target of the pixels
   * @param format a name GetMap takes
   */
  public Answer draw(
      OwsRequest request,
      String name,
      String style,
      GeoBox target,
      String format,
      Optional<TimeParameter> time)
      throws IOException {
    MapFormat encoding = MapRequestReader.format(format);
    MapRequest map =
        maps.of(selection.of(request, name, style), target, encoding, true, WHITE, time);
    try (MemoryBudget.Share share = memory.take(map.memory())) {
      MapRenderer.Drawn drawn = renderer.draw(map, deadline(request));
      Bytes bytes = new Bytes(encoding.encode(drawn.canvas(), target));
      return new Answer(encoding.mediaType(), bytes, drawn.warnings());
    }
  }

  /** Media types {@link #info} writes. */
  public static List<String> infoFormats() {
    return FeatureInfoFormat.listed();
  }

  /**
   * The values under one pixel of a map.
   *
   * @param format one of {@link #infoFormats}, or a name of the same
   * @throws OwsException when a layer is not open to this question
   */
  public Answer info(
      OwsRequest request,
      String name,
      GeoBox map,
      int row,
      int col,
      String format,
      Optional<TimeParameter> time)
      throws IOException {
    FeatureInfoFormat encoding = FeatureInfoReader.format(format);
    List<CoverageLayer> layers = info.queryable(request, name);
    GeoBox pixel = map.crop(Window.at(row, col, 1, 1));
    FeatureInfoReader.Found found = info.at(request, layers, pixel, time, deadline(request));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoding.write(found.info(), out);
    Bytes bytes = new Bytes(out.toByteArray());
    return new Answer(encoding.mediaType(), bytes, found.warnings());
  }

  private Deadline deadline(OwsRequest request) {
    return new Deadline(limits.maxTime(), request.http()::isAbandoned);
  }
}
