// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Scenes for tests, changed from a plain one: {@code scene("a").at("2024-05-01T10:00:00Z")}. */
public final class Scenes {

  public static final String PRODUCT = "s2-l2a";
  public static final String OTHER_PRODUCT = "s1-grd";

  private Scenes() {}

  public static Product product(String id) {
    return new Product(
        id, "Title of " + id, "", "", List.of(Band.of("B04", DataType.UINT16, NoData.of(0))));
  }

  public static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The square of one degree whose lower left corner is given. */
  public static Geometry square(double lon, double lat) {
    return box(lon, lat, lon + 1, lat + 1);
  }

  public static Geometry box(double west, double south, double east, double north) {
    return wkt(
        "POLYGON((%s %s, %s %s, %s %s, %s %s, %s %s))"
            .formatted(west, south, east, south, east, north, west, north, west, south));
  }

  /** A scene of {@link #PRODUCT} at 3° E 50° N on 2024-05-01T10:50:00Z. */
  public static Builder scene(String id) {
    return new Builder(id);
  }

  /** Changes a scene before it is made. */
  public static final class Builder {

    private final String id;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private String product = PRODUCT;
    private Instant time = Instant.parse("2024-05-01T10:50:00Z");
    private Geometry footprint = square(3, 50);
    private String acquisition;
    private String revision = "";

    private Builder(String id) {
      this.id = id;
    }

    public Builder of(String productId) {
      product = productId;
      return this;
    }

    public Builder at(String instant) {
      time = Instant.parse(instant);
      return this;
    }

    public Builder at(Instant instant) {
      time = instant;
      return this;
    }

    public Builder over(Geometry geometry) {
      footprint = geometry;
      return this;
    }

    public Builder over(String text) {
      return over(wkt(text));
    }

    public Builder revision(String acquisitionId, String number) {
      acquisition = acquisitionId;
      revision = number;
      return this;
    }

    public Builder with(String name, Object value) {
      properties.put(name, value);
      return this;
    }

    public Builder cloud(double percent) {
      return with(Scene.CLOUD_COVER, percent);
    }

    public Scene build() {
      GeoBox grid =
          new GeoBox(
              new Shape(100, 200),
              Affine.northUp(500_000, 5_600_000, new Resolution(10, 10)),
              "EPSG:32631");
      Granule granule =
          new Granule(
              "B04",
              URI.create("file:/archive/" + id + "/B04.tif"),
              0,
              grid,
              DataType.UINT16,
              NoData.of(0),
              new Scaling(1e-4, -0.1));
      return new Scene(
          id, product, time, footprint, acquisition, revision, properties, List.of(granule));
    }
  }
}
