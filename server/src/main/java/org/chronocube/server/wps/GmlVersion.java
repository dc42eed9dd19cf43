// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

/** The versions of GML that are written. */
enum GmlVersion {
  /** 2.1.2 (OGC 02-069). */
  V2_1("http://www.opengis.net/gml"),
  /** 3.1.1 (OGC 03-105r1). */
  V3_1("http://www.opengis.net/gml"),
  /** 3.2.1 (OGC 07-036): every geometry has a {@code gml:id}. */
  V3_2("http://www.opengis.net/gml/3.2");

  private final String namespace;

  GmlVersion(String namespace) {
    this.namespace = namespace;
  }

  String namespace() {
    return namespace;
  }
}
