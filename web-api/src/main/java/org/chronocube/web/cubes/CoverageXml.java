// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import java.util.List;
import java.util.stream.Collectors;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;

/** {@code coverage.xml} and {@code layer.xml} of a cube, as GeoServer 2.27 writes them itself. */
final class CoverageXml {

  private CoverageXml() {}

  static String layer(Cube cube, String id, String coverageId, String styleId) {
    return """
        <layer>
          <name>%s</name>
          <id>%s</id>
          <type>RASTER</type>
          <defaultStyle>
            <id>%s</id>
          </defaultStyle>
          <resource class="coverage">
            <id>%s</id>
          </resource>
          <attribution>
            <logoWidth>0</logoWidth>
            <logoHeight>0</logoHeight>
          </attribution>
        </layer>
        """
        .formatted(cube.name(), id, escaped(styleId), escaped(coverageId));
  }

  static String coverage(
      Cube cube, CrsRegistry crs, String id, String storeId, String namespaceId) {
    GeoBox grid = cube.grid();
    Extent geographic = crs.transform(grid.extent(), grid.crs(), CrsRegistry.WGS84);
    return """
        <coverage>
          <id>%s</id>
          <name>%s</name>
          <nativeName>%s</nativeName>
          <namespace>
            <id>%s</id>
          </namespace>
          <title>%s</title>
          <description>%s</description>
          <abstract>%s</abstract>
          <nativeCRS>%s</nativeCRS>
          <srs>%s</srs>
        %s%s  <projectionPolicy>REPROJECT_TO_DECLARED</projectionPolicy>
          <enabled>true</enabled>
        %s  <store class="coverageStore">
            <id>%s</id>
          </store>
          <serviceConfiguration>false</serviceConfiguration>
          <simpleConversionEnabled>false</simpleConversionEnabled>
          <nativeFormat>Chronocube</nativeFormat>
        %s%s%s%s  <nativeCoverageName>%s</nativeCoverageName>
        </coverage>
        """
        .formatted(
            escaped(id),
            cube.name(),
            cube.name(),
            escaped(namespaceId),
            escaped(cube.title()),
            escaped(cube.description()),
            escaped(cube.description()),
            escaped(crs.decode(grid.crs()).toWKT()),
            grid.crs(),
            box("nativeBoundingBox", grid.extent(), grid.crs()),
            box("latLonBoundingBox", geographic, CrsRegistry.WGS84),
            time(),
            escaped(storeId),
            grid(grid),
            formats(grid.crs()),
            dimensions(cube.bands()),
            parameters(),
            cube.name());
  }

  private static String box(String element, Extent extent, String crs) {
    return """
          <%s>
            <minx>%s</minx>
            <maxx>%s</maxx>
            <miny>%s</miny>
            <maxy>%s</maxy>
            <crs>%s</crs>
          </%s>
        """
        .formatted(
            element, extent.minX(), extent.maxX(), extent.minY(), extent.maxY(), crs, element);
  }

  private static String time() {
    return """
          <metadata>
            <entry key="time">
              <dimensionInfo>
                <enabled>true</enabled>
                <presentation>LIST</presentation>
                <units>ISO8601</units>
                <defaultValue>
                  <strategy>MAXIMUM</strategy>
                </defaultValue>
                <nearestMatchEnabled>false</nearestMatchEnabled>
                <rawNearestMatchEnabled>false</rawNearestMatchEnabled>
              </dimensionInfo>
            </entry>
          </metadata>
        """;
  }

  // GeoServer anchors the transform at the centre of the first pixel.
  private static String grid(GeoBox grid) {
    Extent extent = grid.extent();
    double x = grid.resolution().x();
    double y = grid.resolution().y();
    return """
          <grid dimension="2">
            <range>
              <low>0 0</low>
              <high>%d %d</high>
            </range>
            <transform>
              <scaleX>%s</scaleX>
              <scaleY>%s</scaleY>
              <shearX>0.0</shearX>
              <shearY>0.0</shearY>
              <translateX>%s</translateX>
              <translateY>%s</translateY>
            </transform>
            <crs>%s</crs>
          </grid>
        """
        .formatted(
            grid.width(),
            grid.height(),
            x,
            -y,
            extent.minX() + x / 2,
            extent.maxY() - y / 2,
            grid.crs());
  }

  private static String formats(String crs) {
    return """
          <supportedFormats>
            <string>GEOTIFF</string>
            <string>TIFF</string>
            <string>PNG</string>
            <string>JPEG</string>
            <string>GIF</string>
          </supportedFormats>
          <interpolationMethods>
            <string>nearest neighbor</string>
            <string>bilinear</string>
            <string>bicubic</string>
          </interpolationMethods>
          <defaultInterpolationMethod>nearest neighbor</defaultInterpolationMethod>
          <requestSRS>
            <string>%s</string>
          </requestSRS>
          <responseSRS>
            <string>%s</string>
          </responseSRS>
        """
        .formatted(crs, crs);
  }

  private static String dimensions(List<CubeBand> bands) {
    return bands.stream()
        .map(band -> dimension(band.band()))
        .collect(Collectors.joining("", "  <dimensions>\n", "  </dimensions>\n"));
  }

  private static String dimension(Band band) {
    boolean floating = band.type().isFloating();
    return """
            <coverageDimension>
              <name>%s</name>
              <description>%s</description>
              <range>
                <min>%s</min>
                <max>%s</max>
              </range>
              <nullValues>
                <double>%s</double>
              </nullValues>
        %s      <dimensionType>
                <name>%s</name>
              </dimensionType>
            </coverageDimension>
        """
        .formatted(
            escaped(band.name()),
            escaped(band.title()),
            floating ? "-inf" : String.valueOf(band.type().min()),
            floating ? "inf" : String.valueOf(band.type().max()),
            band.noData().value(),
            band.unit().isEmpty() ? "" : "      <unit>" + escaped(band.unit()) + "</unit>\n",
            geoServerName(band.type()));
  }

  private static String geoServerName(DataType type) {
    return switch (type) {
      case UINT8 -> "UNSIGNED_8BITS";
      case INT8 -> "SIGNED_8BITS";
      case UINT16 -> "UNSIGNED_16BITS";
      case INT16 -> "SIGNED_16BITS";
      case UINT32 -> "UNSIGNED_32BITS";
      case INT32 -> "SIGNED_32BITS";
      case FLOAT32 -> "REAL_32BITS";
      case FLOAT64 -> "REAL_64BITS";
    };
  }

  // As GeoServer lists them on its own once a coverage has been configured.
  private static String parameters() {
    return List.of("Filter", "BackgroundValues", "MOSAIC_RULE", "SORTING", "FAILURES").stream()
        .map(
            name ->
                "    <entry>\n      <string>" + name + "</string>\n      <null/>\n    </entry>\n")
        .collect(Collectors.joining("", "  <parameters>\n", "  </parameters>\n"));
  }

  /** Text between two tags. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
