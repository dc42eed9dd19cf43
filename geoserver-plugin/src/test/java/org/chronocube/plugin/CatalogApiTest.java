// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoints as a servlet container would call them. */
class CatalogApiTest {

  private static final String CUBE =
      """
      {"products": ["belgium-s2-l2a"], "bands": ["B08"],
       "grid": {"crs": "EPSG:32631", "resolution": 10, "extent": [643260, 5675820, 643900, 5676480]}}
      """;

  @TempDir Path dataDir;
  private final AtomicInteger reloads = new AtomicInteger();
  private CatalogApi api;
  private ServletApi servlet;

  @BeforeEach
  void prepare() throws IOException {
    Path shipped = Path.of("..", "data-dir").toAbsolutePath().normalize();
    for (String file :
        List.of(
            "chronocube/catalog.yaml",
            "workspaces/chronocube/workspace.xml",
            "workspaces/chronocube/namespace.xml",
            "workspaces/chronocube/archive/coveragestore.xml")) {
      Files.createDirectories(dataDir.resolve(file).getParent());
      Files.copy(shipped.resolve(file), dataDir.resolve(file));
    }
    api = new CatalogApi(dataDir.toString(), reloads::incrementAndGet);
    servlet = new ServletApi(api);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private record Answer(int status, Map<String, String> headers, String text) {}

  private Answer send(String method, String path, String body) throws IOException {
    Map<String, Object> request = new HashMap<>();
    request.put("getMethod", method);
    request.put("getRequestURL", new StringBuffer("http://localhost:8080/geoserver" + path));
    request.put("getRequestURI", "/geoserver" + path);
    request.put("getContextPath", "/geoserver");
    request.put("getServletPath", path);
    request.put("getInputStream", input(body));
    Map<String, String> headers = new HashMap<>();
    int[] status = {200};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    servlet.handleRequest(
        proxy(
            HttpServletRequest.class,
            (self, called, args) ->
                called.getName().equals("getHeader")
                    ? Map.of("Content-Type", "application/json").get(args[0])
                    : request.get(called.getName())),
        proxy(
            HttpServletResponse.class,
            (self, called, args) -> {
              switch (called.getName()) {
                case "setStatus", "sendError" -> status[0] = (Integer) args[0];
                case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                case "getOutputStream" -> {
                  return output(out);
                }
                case "isCommitted" -> {
                  return out.size() > 0;
                }
                default -> throw new AssertionError("not expected: " + called);
              }
              return null;
            }));
    return new Answer(status[0], headers, out.toString(StandardCharsets.UTF_8));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static ServletInputStream input(String text) {
    InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new ServletInputStream() {
      @Override
      public int read() throws IOException {
        return bytes.read();
      }

      @Override
      public boolean isFinished() {
        return false;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new AssertionError("read at once");
      }
    };
  }

  private static ServletOutputStream output(ByteArrayOutputStream out) {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        out.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new AssertionError("written at once");
      }
    };
  }

  @Test
  void layers_are_the_catalogs_cubes() throws IOException {
    Answer answer = send("GET", "/rest/chronocube/layers", "");
    assertThat(answer.status).isEqualTo(200);
    assertThat(answer.headers).containsEntry("Content-Type", "application/json");
    assertThat(answer.text)
        .contains("\"name\":\"bordeaux\"")
        .contains("\"wms\":\"http://localhost:8080/geoserver/rest/chronocube/../../wms\"");
  }

  @Test
  void a_cube_comes_and_goes_and_geoserver_is_told() throws IOException {
    Answer created = send("PUT", "/rest/chronocube/cubes/infrared", CUBE);
    assertThat(created.status).as(created.text).isEqualTo(201);
    assertThat(created.headers)
        .containsEntry(
            "Location", "http://localhost:8080/geoserver/rest/chronocube/cubes/infrared");
    assertThat(reloads).hasValue(1);
    assertThat(send("GET", "/rest/chronocube/layers", "").text).contains("\"infrared\"");
    Path layer = dataDir.resolve("workspaces/chronocube/archive/infrared");
    assertThat(layer.resolve("coverage.xml"))
        .content()
        .contains("<id>coveragestore-archive</id>", "<id>namespace-chronocube</id>");
    assertThat(layer.resolve("layer.xml")).content().contains("<id>style-cube_gray</id>");
    assertThat(send("DELETE", "/rest/chronocube/cubes/infrared", "").status).isEqualTo(204);
    assertThat(reloads).hasValue(2);
    assertThat(layer).doesNotExist();
  }

  @Test
  void mistakes_and_what_is_not_there_are_problems() throws IOException {
    Answer wrong = send("PUT", "/rest/chronocube/cubes/x", CUBE.replace("B08", "B99"));
    assertThat(wrong.status).isEqualTo(400);
    assertThat(wrong.text).contains("\"parameter\":\"bands[0]\"");
    assertThat(send("GET", "/rest/chronocube/nothing", "").status).isEqualTo(404);
    assertThat(send("GET", "/rest/chronocube", "").status).isEqualTo(404);
    assertThat(send("PUT", "/rest/chronocube/cubes/x", " ".repeat(2 << 20)).status).isEqualTo(413);
    assertThat(reloads).hasValue(0);
    Files.delete(dataDir.resolve("chronocube/catalog.yaml"));
    assertThat(send("GET", "/rest/chronocube/layers", "").status).isEqualTo(404);
  }
}
