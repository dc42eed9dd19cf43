// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.grid.GeoBox;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;

/** An index of product {@code p}, filled by tests. */
final class TestScenes {

  private static final CrsRegistry CRS = new CrsRegistry();

  private TestScenes() {}

  static SceneIndex index(Path directory) {
    SceneIndex index =
        JdbcSceneIndexes.open(
            "jdbc:sqlite:" + directory.toAbsolutePath().resolve("i.sqlite"), Options.forWriting());
    Band band = Band.of("B1", DataType.UINT16, NoData.of(0));
    index.putProduct(new Product("p", "", "", "", List.of(band)));
    return index;
  }

  /** A scene over the whole of a grid. */
  static Scene scene(String id, String time, GeoBox grid, Map<String, Object> properties) {
    Granule granule =
        new Granule(
            "B1",
            URI.create("file:/archive/" + id + ".tif"),
            0,
            grid,
            DataType.UINT16,
            NoData.of(0),
            Scaling.IDENTITY);
    return new Scene(
        id,
        "p",
        Instant.parse(time),
        CRS.footprint(grid),
        null,
        null,
        properties,
        List.of(granule));
  }

  static Datacube datacube(SceneIndex index, CubeEngine engine, Cube... cubes) {
    return new Datacube(
        new Catalog("jdbc:sqlite:x", List.of(), List.of(cubes)),
        index,
        uri -> {
          throw new AssertionError("no file must be opened");
        },
        engine,
        CRS);
  }
}
