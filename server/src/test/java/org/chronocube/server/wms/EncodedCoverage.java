// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/**
 * A coverage whose pixels encode where and when they are, 60 rows × 80 columns of 10 m near
 * Brussels: band COL is the column, ROW the row (both uint16), DAY the day of the month (float32),
 * which is nodata in columns below 10.
 */
final class EncodedCoverage implements LayerCoverage {

  static final GeoBox GRID =
      new GeoBox(
          new Shape(60, 80), Affine.northUp(643000, 5676600, new Resolution(10, 10)), "EPSG:32631");

  private final CrsRegistry crs = new CrsRegistry();
  private final TreeSet<Instant> instants = new TreeSet<>();

  EncodedCoverage(String... instants) {
    for (String instant : instants) {
      this.instants.add(Instant.parse(instant));
    }
  }

  @Override
  public List<Band> bands() {
    return List.of(
        new Band("COL", "", DataType.UINT16, NoData.of(65535), Scaling.IDENTITY, "", null),
        new Band("ROW", "", DataType.UINT16, NoData.of(65535), Scaling.IDENTITY, "", null),
        new Band("DAY", "", DataType.FLOAT32, NoData.of(Double.NaN), Scaling.IDENTITY, "d", null));
  }

  @Override
  public GeoBox grid() {
    return GRID;
  }

  @Override
  public List<RasterBlock> read(
      GeoBox target, List<Integer> bands, List<TimeInterval> times, Progress progress) {
    progress.checkCancelled();
    int day =
        instants.descendingSet().stream()
            .filter(t -> times.isEmpty() || times.stream().anyMatch(i -> i.contains(t)))
            .findFirst()
            .map(t -> Integer.parseInt(t.toString().substring(8, 10)))
            .orElse(-1);
    List<RasterBlock> blocks = new ArrayList<>();
    for (int band : bands) {
      blocks.add(block(target, band, day));
    }
    return blocks;
  }

  private RasterBlock block(GeoBox target, int band, int day) {
    RasterBlock block = RasterBlock.allocate(target.shape());
    var transform = crs.pixelTransform(target, GRID);
    for (int row = 0; row < target.height(); row++) {
      for (int col = 0; col < target.width(); col++) {
        double[] at = {col + 0.5, row + 0.5};
        transform.transform(at, 1);
        int c = (int) Math.floor(at[0]);
        int r = (int) Math.floor(at[1]);
        boolean inside = c >= 0 && r >= 0 && c < GRID.width() && r < GRID.height() && day > 0;
        if (inside && (band < 2 || c >= 10)) {
          int i = block.index(row, col);
          block.samples()[i] = new int[] {c, r, day}[band];
          block.mask().setValid(i);
        }
      }
    }
    return block;
  }

  /** The scene of each instant is named after its day and covers the western half. */
  @Override
  public List<Scene> scenes(GeoBox target, List<TimeInterval> times, int most) {
    GeoBox west = GRID.crop(Window.at(0, 0, 60, 40));
    return instants.descendingSet().stream()
        .filter(t -> times.isEmpty() || times.stream().anyMatch(i -> i.contains(t)))
        .map(
            t ->
                new Scene(
                    "day" + t.toString().substring(8, 10),
                    "p",
                    t,
                    crs.footprint(west),
                    null,
                    null,
                    Map.of(Scene.CLOUD_COVER, 12.5),
                    List.of()))
        .filter(s -> s.footprint().intersects(crs.searchArea(target)))
        .limit(most)
        .toList();
  }

  @Override
  public LayerTimes times() {
    return new LayerTimes() {

      @Override
      public Optional<Instant> newest() {
        return instants.isEmpty() ? Optional.empty() : Optional.of(instants.last());
      }

      @Override
      public Optional<Instant> oldest() {
        return instants.isEmpty() ? Optional.empty() : Optional.of(instants.first());
      }

      @Override
      public List<Instant> first(int most) {
        return instants.stream().limit(most).toList();
      }

      @Override
      public boolean any(Instant first, Instant last) {
        return !instants.subSet(first, true, last, true).isEmpty();
      }

      @Override
      public Optional<Instant> atOrBefore(Instant instant) {
        return Optional.ofNullable(instants.floor(instant));
      }

      @Override
      public Optional<Instant> atOrAfter(Instant instant) {
        return Optional.ofNullable(instants.ceiling(instant));
      }
    };
  }
}
