// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.referencing.CRS;

/**
 * A CRS in the terms of CF-1.8, appendix F, and in those of GDAL ({@code spatial_ref}, {@code
 * GeoTransform}); {@code crs_wkt} is WKT 1 with the authority's axes.
 *
 * <p>A projection without a name in CF has its WKT only. Pseudo-Mercator, which CF does not have
 * either, is what it is computed as: Mercator on a sphere.
 */
public final class GridMapping {

  /**
   * A projection of CF.
   *
   * @param name CF's grid_mapping_name
   * @param parameters pairs of GeoTools' parameter and CF's attribute
   */
  private record Projection(String name, List<String> parameters) {

    static Projection of(String name, String... parameters) {
      return new Projection(name, List.of(parameters));
    }
  }

  private static final String[] ORIGIN = {"latitude_of_origin", "latitude_of_projection_origin"};

  /** By GeoTools' name; false easting and northing belong to all of them. */
  private static final Map<String, Projection> PROJECTIONS =
      Map.of(
          "Transverse_Mercator",
          Projection.of(
              "transverse_mercator",
              ORIGIN[0],
              ORIGIN[1],
              "central_meridian",
              "longitude_of_central_meridian",
              "scale_factor",
              "scale_factor_at_central_meridian"),
          "Lambert_Azimuthal_Equal_Area",
          Projection.of(
              "lambert_azimuthal_equal_area",
              "latitude_of_center",
              "latitude_of_projection_origin",
              "longitude_of_center",
              "longitude_of_projection_origin"),
          "Lambert_Conformal_Conic_2SP",
          Projection.of(
              "lambert_conformal_conic",
              ORIGIN[0],
              ORIGIN[1],
              "central_meridian",
              "longitude_of_central_meridian"),
          "Albers_Conic_Equal_Area",
          Projection.of(
              "albers_conical_equal_area",
              ORIGIN[0],
              ORIGIN[1],
              "central_meridian",
              "longitude_of_central_meridian"),
          "Polar_Stereographic",
          Projection.of(
              "polar_stereographic",
              ORIGIN[0],
              ORIGIN[1],
              "central_meridian",
              "straight_vertical_longitude_from_pole",
              "scale_factor",
              "scale_factor_at_projection_origin"),
          "Polar Stereographic (variant B)",
          Projection.of(
              "polar_stereographic",
              "Standard_Parallel_1",
              "standard_parallel",
              "central_meridian",
              "straight_vertical_longitude_from_pole"),
          "Mercator_1SP",
          Projection.of(
              "mercator",
              "central_meridian",
              "longitude_of_projection_origin",
              "scale_factor",
              "scale_factor_at_projection_origin"));

  private static final double SPHERE_RADIUS = 6378137.0;

  private GridMapping() {}

  /** True when the coordinates are longitude and latitude. */
  public static boolean isGeographic(String crs) {
    return new CrsRegistry().decode(crs) instanceof GeographicCRS;
  }

  /** All attributes of the grid mapping variable: texts, numbers, and lists of numbers. */
  public static Map<String, Object> attributes(GeoBox grid) {
    CoordinateReferenceSystem crs = new CrsRegistry().decode(grid.crs());
    Map<String, Object> all = new LinkedHashMap<>();
    if (crs instanceof ProjectedCRS projected) {
      all.putAll(projection(projected));
      all.put("projected_crs_name", crs.getName().getCode());
    } else {
      all.put("grid_mapping_name", "latitude_longitude");
      all.putAll(ellipsoid(crs));
    }
    String wkt = wkt(grid.crs());
    all.put("crs_wkt", wkt);
    all.put("spatial_ref", wkt);
    Affine t = grid.affine();
    String transform = t.c() + " " + t.a() + " " + t.b() + " " + t.f() + " " + t.d() + " " + t.e();
    all.put("GeoTransform", transform);
    return all;
  }

  // WKT 1 has one polar stereographic, whose latitude_of_origin is the true-scale parallel.
  private static String wkt(String crs) {
    return new CrsRegistry()
        .wkt(crs)
        .replace("Polar Stereographic (variant B)", "Polar_Stereographic")
        .replace("\"Standard_Parallel_1\"", "\"latitude_of_origin\"");
  }

  private static Map<String, Object> projection(ProjectedCRS crs) {
    ParameterValueGroup values = crs.getConversionFromBase().getParameterValues();
    String method = values.getDescriptor().getName().getCode();
    if (method.equals("Popular Visualisation Pseudo Mercator")) {
      return sphericalMercator();
    }
    Projection projection = PROJECTIONS.get(method);
    if (projection == null) {
      return Map.of();
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("grid_mapping_name", projection.name);
    all.putAll(ellipsoid(crs));
    for (int i = 0; i < projection.parameters.size(); i += 2) {
      double value = values.parameter(projection.parameters.get(i)).doubleValue();
      all.put(projection.parameters.get(i + 1), value);
    }
    all.putAll(parallels(method, values));
    for (String name : List.of("false_easting", "false_northing")) {
      all.put(name, values.parameter(name).doubleValue());
    }
    return all;
  }

  /** What is not one parameter of GeoTools for one attribute of CF. */
  private static Map<String, Object> parallels(String method, ParameterValueGroup values) {
    return switch (method) {
      case "Lambert_Conformal_Conic_2SP", "Albers_Conic_Equal_Area" ->
          Map.of(
              "standard_parallel",
              List.of(
                  values.parameter("standard_parallel_1").doubleValue(),
                  values.parameter("standard_parallel_2").doubleValue()));
      case "Polar Stereographic (variant B)" -> {
        double parallel = values.parameter("Standard_Parallel_1").doubleValue();
        yield Map.of("latitude_of_projection_origin", Math.copySign(90, parallel));
      }
      default -> Map.of();
    };
  }

  private static Map<String, Object> sphericalMercator() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("grid_mapping_name", "mercator");
    all.put("earth_radius", SPHERE_RADIUS);
    all.put("standard_parallel", 0.0);
    all.put("longitude_of_projection_origin", 0.0);
    all.put("false_easting", 0.0);
    all.put("false_northing", 0.0);
    return all;
  }

  private static Map<String, Object> ellipsoid(CoordinateReferenceSystem crs) {
    GeodeticDatum datum = (GeodeticDatum) CRS.getHorizontalCRS(crs).getDatum();
    Ellipsoid ellipsoid = datum.getEllipsoid();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("semi_major_axis", ellipsoid.getSemiMajorAxis());
    all.put("inverse_flattening", ellipsoid.getInverseFlattening());
    all.put("longitude_of_prime_meridian", datum.getPrimeMeridian().getGreenwichLongitude());
    all.put("prime_meridian_name", datum.getPrimeMeridian().getName().getCode());
    all.put("reference_ellipsoid_name", ellipsoid.getName().getCode());
    all.put("horizontal_datum_name", datum.getName().getCode());
    return all;
  }
}
