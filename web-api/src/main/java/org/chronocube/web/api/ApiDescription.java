// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.chronocube.web.EntityTag;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** {@code GET api/openapi.json}: the API in OpenAPI 3.0, with the address it was asked at. */
final class ApiDescription {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String RESOURCE = "openapi.json";

  void handle(WebRequest request, WebResponse response) throws IOException {
    ObjectNode root;
    try (InputStream in = ApiDescription.class.getResourceAsStream(RESOURCE)) {
      root = (ObjectNode) JSON.readTree(in);
    }
    root.putArray("servers")
        .addObject()
        .put("url", request.base().toString().replaceFirst("/$", ""));
    byte[] body = JSON.writeValueAsBytes(root);
    JsonAnswer.send(body, EntityTag.of(body), request, response);
  }
}
