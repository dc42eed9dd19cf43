// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.chronocube.web.Endpoint;
import org.chronocube.web.EntityTag;
import org.chronocube.web.Problem;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * The map page: {@code index.html} at the root, its own files below {@code page/}, the few library
 * files it needs below {@code webjars/}. Only names that one of these rules produces are looked up,
 * so no path leads elsewhere. Files are kept in memory once asked for; clients revalidate by entity
 * tag.
 */
public final class PageFiles implements Endpoint {

  private static final Pattern OWN_FILE = Pattern.compile("page/([a-z]+\\.(css|js|json|svg))");

  /** Path the page uses to artefact and file inside the WebJar. */
  private static final Map<String, WebJarFile> LIBRARIES =
      Map.of(
          "webjars/ol/ol.js", new WebJarFile("ol", "dist/ol.js"),
          "webjars/ol/ol.css", new WebJarFile("ol", "ol.css"),
          "webjars/uplot/uPlot.iife.min.js", new WebJarFile("uplot", "dist/uPlot.iife.min.js"),
          "webjars/uplot/uPlot.min.css", new WebJarFile("uplot", "dist/uPlot.min.css"));

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=UTF-8",
          "css", "text/css; charset=UTF-8",
          "js", "text/javascript; charset=UTF-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

  private record WebJarFile(String artifact, String path) {}

  private record Loaded(String type, byte[] plain, byte[] gzipped) {}

  private final Map<String, Loaded> files = new ConcurrentHashMap<>();

  /** True when this endpoint answers the path. */
  public static boolean owns(String path) {
    return resource(path).isPresent();
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    Optional<String> resource = resource(request.path());
    if (resource.isEmpty()) {
      Problem.notFound("there is no page at " + request.path()).write(response);
      return;
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      response.header("Allow", "GET, HEAD");
      Problem.methodNotAllowed(request.method(), "GET, HEAD").write(response);
      return;
    }
    Loaded file = files.get(resource.get());
    if (file == null) {
      file = load(resource.get());
      files.put(resource.get(), file);
    }
    send(file, request, response);
  }

  private static void send(Loaded file, WebRequest request, WebResponse response)
      throws IOException {
    boolean gzip = request.header("Accept-Encoding").filter(h -> h.contains("gzip")).isPresent();
    byte[] body = gzip ? file.gzipped : file.plain;
    response.header("Content-Type", file.type);
    response.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.header("Referrer-Policy", "same-origin");
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Vary", "Accept-Encoding");
    if (EntityTag.of(body).answerNotModified(request, response)) {
      return;
    }
    response.status(200);
    if (gzip) {
      response.header("Content-Encoding", "gzip");
    }
    response.header("Content-Length", String.valueOf(body.length));
    try (var out = response.body()) {
      out.write(body);
    }
  }

  // Absolute name of the class path resource behind a path.
  private static Optional<String> resource(String path) {
    WebJarFile library = LIBRARIES.get(path);
    if (library != null) {
      return Optional.of(
          "/META-INF/resources/webjars/"
              + library.artifact
              + "/"
              + version(library.artifact)
              + "/"
              + library.path);
    }
    String home = "/" + PageFiles.class.getPackageName().replace('.', '/') + "/";
    if (path.isEmpty() || path.equals("index.html")) {
      return Optional.of(home + "index.html");
    }
    Matcher own = OWN_FILE.matcher(path);
    return own.matches()
        ? Optional.of(home + own.group(1)).filter(name -> PageFiles.class.getResource(name) != null)
        : Optional.empty();
  }

  private static String version(String artifact) {
    String name = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "WebJar must be on the class path, was missing: " + artifact);
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("WebJar cannot be read: " + artifact, e);
    }
  }

  private static Loaded load(String resource) throws IOException {
    byte[] plain;
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("page file must be on the class path, was " + resource);
      }
      plain = in.readAllBytes();
    }
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream(plain.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      out.write(plain);
    }
    String extension = resource.substring(resource.lastIndexOf('.') + 1);
    return new Loaded(TYPES.get(extension), plain, gzipped.toByteArray());
  }
}
