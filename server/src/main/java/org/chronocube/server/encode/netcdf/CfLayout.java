// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.crs.GridMapping;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;

/**
 * Dimensions, variables and attributes of a cube by CF-1.8: coordinates first, then the grid
 * mapping, then the bands.
 *
 * @param file the structure
 */
record CfLayout(NcFile file) {

  private static final String GRID_MAPPING = "crs";

  /** CF's standard names for bands whose name leaves no doubt. */
  private static final Map<String, String> STANDARD_NAMES =
      Map.of(
          "ndvi", "normalized_difference_vegetation_index",
          "aot", "atmosphere_optical_thickness_due_to_ambient_aerosol_particles");

  static CfLayout of(RasterSource source, String title) {
    boolean geographic = GridMapping.isGeographic(source.grid().crs());
    Shape shape = source.grid().shape();
    List<NcFile.Dimension> dimensions = new ArrayList<>();
    if (!source.times().isEmpty()) {
      dimensions.add(new NcFile.Dimension("time", source.slices()));
    }
    dimensions.add(new NcFile.Dimension(geographic ? "lat" : "y", shape.height()));
    dimensions.add(new NcFile.Dimension(geographic ? "lon" : "x", shape.width()));

    List<NcVariable> variables = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      String name = dimensions.get(i).name();
      variables.add(new NcVariable(name, NcType.DOUBLE, List.of(i), coordinate(name)));
      all.add(i);
    }
    variables.add(new NcVariable(GRID_MAPPING, NcType.INT, List.of(), mapping(source.grid())));
    List<String> taken = variables.stream().map(NcVariable::name).toList();
    for (Band band : source.bands()) {
      String name = taken.contains(band.name()) ? "band_" + band.name() : band.name();
      variables.add(new NcVariable(name, CfNetcdfEncoder.type(band), all, attributes(band)));
    }
    List<NcAttribute> global =
        List.of(
            NcAttribute.text("Conventions", "CF-1.8"),
            NcAttribute.text("title", title),
            NcAttribute.text("source", "Chronocube"));
    return new CfLayout(new NcFile(dimensions, global, variables));
  }

  private static List<NcAttribute> mapping(GeoBox grid) {
    List<NcAttribute> all = new ArrayList<>();
    GridMapping.attributes(grid)
        .forEach(
            (name, value) ->
                all.add(
                    value instanceof String text
                        ? NcAttribute.text(name, text)
                        : NcAttribute.number(name, numbers(value))));
    return all;
  }

  private static double[] numbers(Object value) {
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    return list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static List<NcAttribute> coordinate(String name) {
    return switch (name) {
      case "time" ->
          List.of(
              NcAttribute.text("standard_name", "time"),
              NcAttribute.text("long_name", "time of acquisition"),
              NcAttribute.text("axis", "T"),
              NcAttribute.text("units", "seconds since 1970-01-01 00:00:00"),
              NcAttribute.text("calendar", "standard"));
      case "lat" -> coordinate("latitude", "Y", "degrees_north");
      case "lon" -> coordinate("longitude", "X", "degrees_east");
      case "y" -> coordinate("projection_y_coordinate", "Y", "m");
      default -> coordinate("projection_x_coordinate", "X", "m");
    };
  }

  private static List<NcAttribute> coordinate(String standardName, String axis, String units) {
    return List.of(
        NcAttribute.text("standard_name", standardName),
        NcAttribute.text("long_name", standardName.replace('_', ' ')),
        NcAttribute.text("axis", axis),
        NcAttribute.text("units", units));
  }

  private static List<NcAttribute> attributes(Band band) {
    SampleEncoding encoding = SampleEncoding.of(band);
    List<NcAttribute> all = new ArrayList<>();
    all.add(NcAttribute.text("long_name", band.title()));
    String standardName = STANDARD_NAMES.get(band.name().toLowerCase(Locale.ROOT));
    if (standardName != null) {
      all.add(NcAttribute.text("standard_name", standardName));
    }
    if (!band.unit().isEmpty()) {
      all.add(NcAttribute.text("units", band.unit()));
    }
    if (encoding.type().min() == 0) {
      all.add(NcAttribute.text("_Unsigned", "true"));
    }
    byte[] fill = new byte[encoding.bytes()];
    encoding.put(encoding.noData(), ByteBuffer.wrap(fill), 0);
    all.add(NcAttribute.raw("_FillValue", NcType.of(encoding.type()), fill));
    if (!band.scaling().equals(Scaling.IDENTITY)) {
      all.add(NcAttribute.number("scale_factor", band.scaling().scale()));
      all.add(NcAttribute.number("add_offset", band.scaling().offset()));
    }
    if (band.wavelengthNm() != null) {
      all.add(NcAttribute.number("wavelength_nm", band.wavelengthNm()));
    }
    all.add(NcAttribute.text("grid_mapping", GRID_MAPPING));
    return all;
  }
}
