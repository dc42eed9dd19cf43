// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Scenes with the geometry and revisit of Sentinel-2: tiles of 110 km that overlap by 10 km, on
 * land's share of the globe between 56° S and 75° N, each seen every five days in the morning. The
 * same number of scenes is always the same archive; scenes are in the order of time.
 */
final class SyntheticArchive {

  private static final int MOST_TILES = 18_000;
  private static final int DATES = 100;
  private static final int REVISIT_DAYS = 5;
  private static final long START = Instant.parse("2017-01-01T00:00:00Z").getEpochSecond();
  private static final String[] BANDS = {
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12", "SCL"
  };

  private final int size;
  private final List<double[]> centres;

  SyntheticArchive(int size) {
    this.size = size;
    this.centres = centres(Math.max(1, Math.min(MOST_TILES, size / DATES)));
  }

  static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  int size() {
    return size;
  }

  int tiles() {
    return centres.size();
  }

  int days() {
    return (size / tiles() + 1) * REVISIT_DAYS;
  }

  /** Longitude and latitude of a tile. */
  double[] centre(int tile) {
    return centres.get(tile).clone();
  }

  Product product() {
    List<Band> bands = new ArrayList<>();
    for (String band : BANDS) {
      bands.add(Band.of(band, DataType.UINT16, NoData.of(0)));
    }
    return new Product("sentinel-2-l2a", "Synthetic Sentinel-2", "", "", bands);
  }

  /** Time of a scene: local 10:30, five days apart, tiles spread over the days between. */
  Instant time(int scene) {
    int tile = scene % tiles();
    long day = (long) (scene / tiles()) * REVISIT_DAYS + tile * REVISIT_DAYS / tiles();
    long local = 10 * 3600 + 1800 - Math.round(centres.get(tile)[0] * 240);
    return Instant.ofEpochSecond(START + day * 86400 + local);
  }

  List<Scene> scenes(int from, int to) {
    List<Scene> scenes = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      scenes.add(scene(i));
    }
    return scenes;
  }

  private Scene scene(int number) {
    Random random = new Random(number);
    int tile = number % tiles();
    String id =
        String.format(
            Locale.ROOT, "S2A_MSIL2A_%s_N0509_R%03d_T%05d", time(number), tile % 143, tile);
    return new Scene(
        id,
        product().id(),
        time(number),
        footprint(centres.get(tile), random),
        id.replace("N0509_", ""),
        "05.09",
        Map.of(
            Scene.CLOUD_COVER,
            100 * random.nextDouble(),
            "platform",
            "sentinel-2a",
            "constellation",
            "sentinel-2",
            "sat:relative_orbit",
            tile % 143,
            "s2:mgrs_tile",
            "T" + tile,
            "view:sun_elevation",
            60 * random.nextDouble(),
            "proj:epsg",
            32631),
        granules(id, tile));
  }

  private static List<Granule> granules(String id, int tile) {
    List<Granule> granules = new ArrayList<>();
    for (int i = 0; i < BANDS.length; i++) {
      int resolution = i % 3 == 0 ? 10 : i % 3 == 1 ? 20 : 60;
      int pixels = 109_800 / resolution;
      GeoBox grid =
          new GeoBox(
              new Shape(pixels, pixels),
              Affine.northUp(
                  399_960 + tile % 5 * 100_000,
                  5_700_000 - tile % 7 * 100_000,
                  new Resolution(resolution, resolution)),
              "EPSG:32631");
      granules.add(
          new Granule(
              BANDS[i],
              URI.create("s3://archive/sentinel-2-l2a/" + id + "/" + BANDS[i] + ".tif"),
              0,
              grid,
              DataType.UINT16,
              NoData.of(0),
              new Scaling(1e-4, -0.1)));
    }
    return granules;
  }

  /** A square, slightly turned as UTM tiles are; half of them cut by the edge of the swath. */
  private static Geometry footprint(double[] centre, Random random) {
    double half = 0.495;
    double wide = half / Math.cos(Math.toRadians(centre[1]));
    double x = centre[0];
    double y = centre[1];
    double cut = random.nextBoolean() ? wide * random.nextDouble() : 0;
    double turn = 0.01;
    return Footprints.normalize(
        wkt(
            String.format(
                Locale.ROOT,
                "POLYGON((%f %f, %f %f, %f %f, %f %f, %1$f %2$f))",
                x - wide,
                y - half - turn,
                x + wide,
                y - half + turn,
                x + wide - cut,
                y + half + turn,
                x - wide,
                y + half - turn)));
  }

  private static List<double[]> centres(int count) {
    List<double[]> all = new ArrayList<>();
    Random land = new Random(2);
    double spacing = 0.9;
    for (double y = -56; y < 75; y += spacing) {
      double step = spacing / Math.cos(Math.toRadians(y));
      // Continents: runs of land and sea of some 40 tiles.
      boolean isLand = land.nextBoolean();
      for (double x = -180; x < 180; x += step) {
        isLand = land.nextInt(40) == 0 ? !isLand : isLand;
        if (isLand) {
          all.add(new double[] {x, y});
        }
      }
    }
    int tiles = Math.min(count, all.size());
    int first = (all.size() - tiles) / 2;
    return List.copyOf(all.subList(first, first + tiles));
  }
}
