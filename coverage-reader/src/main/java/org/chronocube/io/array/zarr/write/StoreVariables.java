// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.crs.GridMapping;
import org.chronocube.grid.Affine;
import org.chronocube.io.array.ElementType;

/**
 * The arrays of a store by the CF conventions 1.10: coordinates {@code time}, {@code y}, {@code x}
 * (pixel centres) and {@code band}, the grid mapping {@code spatial_ref}, then what is measured.
 *
 * @param coordinates all that is not measured
 * @param data measured: one a band, or one of all bands
 */
record StoreVariables(List<Variable> coordinates, List<Variable> data) {

  static final String TIME = "time";
  static final String BAND = "band";

  /** The variable of all bands where they are stacked. */
  static final String STACK = "bands";

  static final String MAPPING_ATTRIBUTE = "grid_mapping";

  private static final String MAPPING = "spatial_ref";

  /** Dates of a file of the time coordinate: one for what most cubes ever hold. */
  private static final int DATES_IN_FILE = 4096;

  private static final List<String> TAKEN = List.of(TIME, "y", "x", BAND, MAPPING);

  static StoreVariables of(StoreDescription store, StoreLayout layout) {
    List<Variable> data =
        layout.isStacked()
            ? List.of(stack(store, layout))
            : store.bands().stream().map(band -> single(band, store, layout)).toList();
    return new StoreVariables(coordinates(store, layout.isStacked()), data);
  }

  /** All of them, coordinates first. */
  List<Variable> all() {
    return Stream.concat(coordinates.stream(), data.stream()).toList();
  }

  private static List<Variable> coordinates(StoreDescription store, boolean stacked) {
    boolean degrees = GridMapping.isGeographic(store.grid().crs());
    List<Variable> all = new ArrayList<>();
    all.add(time());
    all.add(
        Variable.coordinate(
            "y",
            ElementType.FLOAT64,
            store.grid().height(),
            axis("Y", degrees ? "latitude" : "projection_y_coordinate", degrees ? "north" : null)));
    all.add(
        Variable.coordinate(
            "x",
            ElementType.FLOAT64,
            store.grid().width(),
            axis("X", degrees ? "longitude" : "projection_x_coordinate", degrees ? "east" : null)));
    if (stacked) {
      all.add(bands(store));
    }
    Map<String, Object> mapping = GridMapping.attributes(store.grid());
    all.add(
        new Variable(
            MAPPING,
            ElementType.INT32,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            mapping));
    return all;
  }

  private static Variable time() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("standard_name", "time");
    attributes.put("long_name", "time of acquisition");
    attributes.put("axis", "T");
    attributes.put("units", "milliseconds since 1970-01-01");
    attributes.put("calendar", "proleptic_gregorian");
    return new Variable(
        TIME,
        ElementType.INT64,
        List.of(),
        List.of(TIME),
        List.of(Variable.DATES),
        List.of(DATES_IN_FILE),
        null,
        null,
        attributes);
  }

  private static Map<String, Object> axis(String letter, String standardName, String towards) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("standard_name", standardName);
    attributes.put("long_name", standardName.replace('_', ' '));
    attributes.put("axis", letter);
    attributes.put("units", towards == null ? "m" : "degrees_" + towards);
    return attributes;
  }

  private static Variable bands(StoreDescription store) {
    List<String> names = store.bands().stream().map(Band::name).toList();
    return new Variable(
        BAND,
        null,
        names,
        List.of(BAND),
        List.of(names.size()),
        List.of(names.size()),
        null,
        null,
        Map.of("long_name", "name of the band"));
  }

  /** Pixel centres, ascending columns. */
  static double[] xs(StoreDescription store) {
    Affine affine = store.grid().affine();
    double[] xs = new double[store.grid().width()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = affine.x(i + 0.5, 0);
    }
    return xs;
  }

  /** Pixel centres, ascending rows. */
  static double[] ys(StoreDescription store) {
    Affine affine = store.grid().affine();
    double[] ys = new double[store.grid().height()];
    for (int i = 0; i < ys.length; i++) {
      ys[i] = affine.y(0, i + 0.5);
    }
    return ys;
  }

  /** The variable of a band that is not stacked: its name, unless a coordinate has that. */
  static String name(Band band) {
    return TAKEN.contains(band.name()) ? "band_" + band.name() : band.name();
  }

  private static Variable single(Band band, StoreDescription store, StoreLayout layout) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("long_name", band.title());
    if (band.wavelengthNm() != null) {
      attributes.put("wavelength_nm", band.wavelengthNm());
    }
    describe(band, attributes);
    return new Variable(
        name(band),
        type(band),
        List.of(),
        List.of(TIME, "y", "x"),
        List.of(Variable.DATES, store.grid().height(), store.grid().width()),
        sizes(layout.chunk()),
        layout.shard() == null ? null : sizes(layout.shard()),
        StoreDescription.fill(band),
        attributes);
  }

  private static List<Integer> sizes(ChunkShape shape) {
    return List.of(shape.time(), shape.height(), shape.width());
  }

  private static Variable stack(StoreDescription store, StoreLayout layout) {
    Band first = store.bands().get(0);
    for (Band band : store.bands()) {
      if (band.type() != first.type()
          || !band.noData().equals(first.noData())
          || !band.scaling().equals(first.scaling())) {
        throw new IllegalArgumentException(
            "bands in one chunk must be alike in type, nodata and scaling, "
                + first.name()
                + " and "
                + band.name()
                + " were not");
      }
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("long_name", store.title());
    describe(first, attributes);
    return new Variable(
        STACK,
        type(first),
        List.of(),
        List.of(TIME, BAND, "y", "x"),
        List.of(Variable.DATES, store.bands().size(), store.grid().height(), store.grid().width()),
        sizes(layout.chunk(), layout.bands()),
        layout.shard() == null ? null : sizes(layout.shard(), layout.bands()),
        StoreDescription.fill(first),
        attributes);
  }

  private static List<Integer> sizes(ChunkShape shape, int bands) {
    return List.of(shape.time(), bands, shape.height(), shape.width());
  }

  private static void describe(Band band, Map<String, Object> attributes) {
    if (!band.unit().isEmpty()) {
      attributes.put("units", band.unit());
    }
    if (!band.scaling().equals(Scaling.IDENTITY)) {
      attributes.put("scale_factor", band.scaling().scale());
      attributes.put("add_offset", band.scaling().offset());
    }
    attributes.put(MAPPING_ATTRIBUTE, MAPPING);
    // Without it xarray takes the grid mapping for something measured.
    attributes.put("coordinates", MAPPING);
  }

  private static ElementType type(Band band) {
    return ElementType.of(band.type().id()).orElseThrow();
  }
}
