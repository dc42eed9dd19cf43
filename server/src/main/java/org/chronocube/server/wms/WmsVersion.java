// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.Versions;

/** What differs between the two versions. */
enum WmsVersion {
  V1_1_1("1.1.1", "SRS", "InvalidSRS", "X", "Y", ShortNames.X_FIRST, ExceptionReports.WMS_1_1_1),
  V1_3_0(
      "1.3.0",
      "CRS",
      "InvalidCRS",
      "I",
      "J",
      ShortNames.AUTHORITY_ORDER,
      ExceptionReports.WMS_1_3_0);

  private final String number;
  private final String crsParameter;
  private final String invalidCrs;
  private final String column;
  private final String row;
  private final ShortNames shortNames;
  private final ExceptionReports reports;

  WmsVersion(
      String number,
      String crsParameter,
      String invalidCrs,
      String column,
      String row,
      ShortNames shortNames,
      ExceptionReports reports) {
    this.number = number;
    this.crsParameter = crsParameter;
    this.invalidCrs = invalidCrs;
    this.column = column;
    this.row = row;
    this.shortNames = shortNames;
    this.reports = reports;
  }

  /** By the parameters VERSION or WMTVER; see {@link Versions#nearest}. */
  static WmsVersion of(Kvp kvp) {
    Optional<String> asked = kvp.get("VERSION").or(() -> kvp.get("WMTVER"));
    String number = Versions.nearest(List.of(V1_1_1.number, V1_3_0.number), asked);
    return number.equals(V1_1_1.number) ? V1_1_1 : V1_3_0;
  }

  /**
   * The version of an operation that must name it (OGC 06-042 tables 8 and 9).
   *
   * @throws OwsException {@code MissingParameterValue}
   */
  static WmsVersion required(Kvp kvp) {
    if (kvp.get("VERSION").or(() -> kvp.get("WMTVER")).isEmpty()) {
      throw OwsException.missing("version");
    }
    return of(kvp);
  }

  /** {@code 1.1.1} or {@code 1.3.0}. */
  String number() {
    return number;
  }

  /** {@code SRS} or {@code CRS}. */
  String crsParameter() {
    return crsParameter;
  }

  /** Exception code of an unknown CRS. */
  String invalidCrs() {
    return invalidCrs;
  }

  /** Parameter of a pixel's column. */
  String column() {
    return column;
  }

  /** Parameter of a pixel's row. */
  String row() {
    return row;
  }

  /** What MetadataURL calls ISO 19115: the DTD of 1.1.1 knows two names only. */
  String metadataType() {
    return this == V1_1_1 ? "TC211" : LayerMetadata.TYPE;
  }

  ShortNames shortNames() {
    return shortNames;
  }

  ExceptionReports reports() {
    return reports;
  }
}
