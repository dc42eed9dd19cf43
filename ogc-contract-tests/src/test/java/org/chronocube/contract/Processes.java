// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

/**
 * Runs processes by WPS 1.0.0, over ten by ten pixels of the Belgian field (easting 643300 to
 * 643400, northing 5676000 to 5676100) unless another area is given.
 */
record Processes(OgcServer server) {

  static final String AREA =
      "POLYGON((643300 5676000,643400 5676000,643400 5676100,643300 5676100,643300 5676000))";

  /** Executes with the answer form given, over the area. */
  Answer execute(String process, String form, String... literals) throws Exception {
    return executeOn(AREA, "EPSG:32631", process, form, literals);
  }

  Answer executeOn(String area, String areaCrs, String process, String form, String... literals)
      throws Exception {
    StringBuilder inputs = new StringBuilder();
    for (int i = 0; i < literals.length; i += 2) {
      inputs.append(
          input(literals[i], "<wps:LiteralData>" + literals[i + 1] + "</wps:LiteralData>"));
    }
    inputs.append(
        input(
            "area",
            "<wps:ComplexData mimeType=\"application/wkt\"><![CDATA["
                + area
                + "]]></wps:ComplexData>"));
    inputs.append(input("areaCrs", "<wps:LiteralData>" + areaCrs + "</wps:LiteralData>"));
    return post(process, form, inputs.toString());
  }

  Answer post(String process, String form, String inputs) throws Exception {
    return server.post(
        "wps",
        """
        <wps:Execute version="1.0.0" service="WPS" xmlns:wps="http://www.opengis.net/wps/1.0.0"
            xmlns:ows="http://www.opengis.net/ows/1.1">
          <ows:Identifier>%s</ows:Identifier>
          <wps:DataInputs>%s</wps:DataInputs>
          <wps:ResponseForm>%s</wps:ResponseForm>
        </wps:Execute>
        """
            .formatted(process, inputs, form));
  }

  static String raw(String output, String type) {
    return "<wps:RawDataOutput mimeType=\""
        + type
        + "\"><ows:Identifier>"
        + output
        + "</ows:Identifier></wps:RawDataOutput>";
  }

  static String input(String name, String data) {
    return "<wps:Input><ows:Identifier>"
        + name
        + "</ows:Identifier><wps:Data>"
        + data
        + "</wps:Data></wps:Input>";
  }

  static String literal(String name, String value) {
    return input(name, "<wps:LiteralData>" + value + "</wps:LiteralData>");
  }
}
