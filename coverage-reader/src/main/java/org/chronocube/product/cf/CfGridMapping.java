// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.product.SceneParseException;

/**
 * Which CRS a variable is in: CF-1.11 section 5.6, with the attributes that GDAL, rioxarray and
 * others add.
 *
 * @param attributes of all variables of the file, by their names
 * @param registry knows CRSs
 * @param given what the user says, or null; it wins
 */
record CfGridMapping(
    Map<String, Map<String, Object>> attributes, CrsRegistry registry, String given) {

  /**
   * @param geographic true when the coordinates are longitudes and latitudes
   * @throws SceneParseException when it cannot be told
   */
  String crs(ArrayInfo variable, boolean geographic) {
    if (given != null) {
      return given;
    }
    Optional<String> said = variable.text("grid_mapping").flatMap(name -> said(variable, name));
    if (said.isPresent()) {
      return said.get();
    }
    if (geographic) {
      return CrsRegistry.WGS84;
    }
    throw new SceneParseException(
        "grid mapping of variable "
            + variable.name()
            + " must have an EPSG code or the WKT of a CRS that has one; say it by option crs");
  }

  private Optional<String> said(ArrayInfo variable, String name) {
    int slash = variable.name().lastIndexOf('/');
    // The extended form is "crs: x y".
    String plain = name.split("[: ]")[0];
    Map<String, Object> beside = attributes.get(variable.name().substring(0, slash + 1) + plain);
    Map<String, Object> mapping = beside == null ? attributes.get(plain) : beside;
    if (mapping == null) {
      return Optional.empty();
    }
    for (String attribute : new String[] {"epsg_code", "spatial_epsg", "code", "epsg"}) {
      Object value = mapping.get(attribute);
      String digits = value == null ? "" : value.toString().replaceFirst("(?i)^EPSG:|\\.0$", "");
      if (digits.matches("\\d{4,6}")) {
        return Optional.of("EPSG:" + digits);
      }
    }
    for (String attribute : new String[] {"crs_wkt", "spatial_ref"}) {
      if (mapping.get(attribute) instanceof String wkt) {
        Optional<String> code = registry.identifyWkt(wkt);
        if (code.isPresent()) {
          return code;
        }
      }
    }
    boolean degrees = "latitude_longitude".equals(mapping.get("grid_mapping_name"));
    return degrees ? Optional.of(CrsRegistry.WGS84) : Optional.empty();
  }
}
