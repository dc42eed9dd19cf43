// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.benchmarks.search.SyntheticOrbits.Pass;
import org.chronocube.benchmarks.search.SyntheticOrbits.View;
import org.chronocube.benchmarks.search.SyntheticTiles.Tile;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;

/**
 * Scenes as Sentinel-2 takes them: what the swaths of two satellites see of {@link SyntheticTiles},
 * in the order of time from 2017 on, named and split into files as ESA's L2A products are, with
 * clouds as they are (a third of the scenes under 20 %, as many nearly covered). Scene number i is
 * always the same.
 */
final class SyntheticArchive {

  private static final Instant START = Instant.parse("2017-01-01T00:00:00Z");
  private static final long CYCLE_MS = 10L * 86_400_000;
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int[] RESOLUTIONS = {10, 20, 60};
  private static final String[][] FILES = {
    {"B02", "B03", "B04", "B08"}, {"B05", "B06", "B07", "B8A", "B11", "B12", "SCL"}, {"B01", "B09"}
  };
  private static final Scaling REFLECTANCE = new Scaling(1e-4, -0.1);
  private static final double[] CLEAR = {0.4, 0.3};

  private final SyntheticTiles tiles = new SyntheticTiles();
  private final SyntheticOrbits orbits = new SyntheticOrbits(tiles);
  private final Product product = makeProduct();

  private static Product makeProduct() {
    List<Band> bands = new ArrayList<>();
    for (String[] group : FILES) {
      for (String band : group) {
        bands.add(Band.of(band, type(band), NoData.of(0)));
      }
    }
    return new Product("sentinel-2-l2a", "Synthetic Sentinel-2", "", "", bands);
  }

  private static DataType type(String band) {
    return band.equals("SCL") ? DataType.UINT8 : DataType.UINT16;
  }

  public Product product() {
    return product;
  }

  public SyntheticTiles tiles() {
    return tiles;
  }

  /** Scenes of the whole archive in ten days. */
  public int scenesOfCycle() {
    return orbits.views().size();
  }

  /** Time of a scene. */
  public Instant time(long scene) {
    View view = view(scene);
    return START.plusMillis(cycle(scene) * CYCLE_MS + view.millis());
  }

  private View view(long scene) {
    return orbits.views().get((int) (scene % scenesOfCycle()));
  }

  private long cycle(long scene) {
    return scene / scenesOfCycle();
  }

  /** Scenes from one number up to another, excluded. */
  public List<Scene> scenes(long from, long to) {
    List<Scene> scenes = new ArrayList<>((int) (to - from));
    for (long i = from; i < to; i++) {
      scenes.add(scene(i));
    }
    return scenes;
  }

  public Scene scene(long number) {
    View view = view(number);
    Pass pass = view.pass();
    Tile tile = view.tile();
    SplittableRandom random = new SplittableRandom(number);
    Instant time = time(number);
    String datatake = COMPACT.format(START.plusMillis(cycle(number) * CYCLE_MS + pass.millis()));
    String acquisition =
        "S2"
            + pass.satellite()
            + "_MSIL2A_"
            + datatake
            + "_R"
            + three(pass.orbit())
            + "_"
            + tile.name();
    String id =
        acquisition.replace("_R", "_N0500_R") + "_" + COMPACT.format(time.plusSeconds(14_400));
    // Where the track lies moves by some hundred metres from pass to pass.
    double shift =
        0.4 * new SplittableRandom(cycle(number) * 1000 + pass.number()).nextDouble() - 0.2;
    return new Scene(
        id,
        product.id(),
        time,
        Footprints.normalize(tile.footprint(view, shift)),
        acquisition,
        "05.00/" + COMPACT.format(time.plusSeconds(14_400)),
        properties(view, datatake, id, cover(random), random),
        granules(id, tile, datatake, time));
  }

  private static String three(int number) {
    return Integer.toString(1000 + number).substring(1);
  }

  /** Percent, beta distributed (Jöhnk's method): mostly clear or mostly covered. */
  private static double cover(SplittableRandom random) {
    while (true) {
      double x = Math.pow(random.nextDouble(), 1 / CLEAR[0]);
      double y = Math.pow(random.nextDouble(), 1 / CLEAR[1]);
      if (x + y <= 1 && x + y > 0) {
        return Math.rint(x / (x + y) * 1e8) / 1e6;
      }
    }
  }

  private static Map<String, Object> properties(
      View view, String datatake, String id, double cover, SplittableRandom random) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(Scene.CLOUD_COVER, cover);
    all.put("platform", view.pass().satellite() == 'A' ? "sentinel-2a" : "sentinel-2b");
    all.put("constellation", "sentinel-2");
    all.put("instrument", "msi");
    all.put("sat:relative_orbit", view.pass().orbit());
    all.put("sat:orbit_state", "descending");
    all.put("s2:mgrs_tile", view.tile().name());
    all.put("s2:product_uri", id + ".SAFE");
    all.put("s2:processing_baseline", "05.00");
    all.put("s2:datatake_id", "GS2" + view.pass().satellite() + "_" + datatake + "_N05.00");
    all.put("s2:vegetation_percentage", Math.rint(random.nextDouble() * 1e8) / 1e6);
    all.put("s2:nodata_pixel_percentage", Math.rint(random.nextDouble() * 1e8) / 1e6);
    all.put("view:sun_elevation", 60 * random.nextDouble());
    all.put("view:sun_azimuth", 180 * random.nextDouble());
    all.put("proj:epsg", view.tile().epsg());
    return all;
  }

  private static List<Granule> granules(String id, Tile tile, String datatake, Instant time) {
    String base =
        "s3://eodata/Sentinel-2/MSI/L2A/"
            + FOLDER.format(time)
            + "/"
            + id
            + ".SAFE/GRANULE/L2A_"
            + tile.name()
            + "_A0"
            + (10_000 + time.getEpochSecond() / 6000 % 80_000)
            + "_"
            + COMPACT.format(time)
            + "/IMG_DATA/R";
    List<Granule> granules = new ArrayList<>();
    for (int i = 0; i < RESOLUTIONS.length; i++) {
      int metres = RESOLUTIONS[i];
      GeoBox grid = grid(tile, metres);
      String file = base + metres + "m/" + tile.name() + "_" + datatake + "_";
      for (String band : FILES[i]) {
        granules.add(
            new Granule(
                band,
                URI.create(file + band + "_" + metres + "m.jp2"),
                0,
                grid,
                type(band),
                NoData.of(0),
                band.equals("SCL") ? Scaling.IDENTITY : REFLECTANCE));
      }
    }
    return granules;
  }

  private static GeoBox grid(Tile tile, int metres) {
    int pixels = 109_800 / metres;
    return new GeoBox(
        new Shape(pixels, pixels),
        Affine.northUp(tile.easting(), tile.northing(), new Resolution(metres, metres)),
        "EPSG:" + tile.epsg());
  }
}
