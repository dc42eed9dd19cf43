// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.CubeFiles.Definition;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Problem;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * Cubes over HTTP, to mount at {@code api/cubes}:
 *
 * <table>
 * <caption>Requests</caption>
 * <tr><td>{@code GET}</td><td>all cubes</td></tr>
 * <tr><td>{@code POST}</td><td>a new one: 201, or 409 when there is one of that name</td></tr>
 * <tr><td>{@code GET NAME}</td><td>one</td></tr>
 * <tr><td>{@code PUT NAME}</td><td>a new one, or in place of the one there is: 201 or 200</td></tr>
 * <tr><td>{@code DELETE NAME}</td><td>removes it: 204</td></tr>
 * </table>
 *
 * <p>A cube is JSON with the fields of {@code catalog.yaml}. Changing takes the right to
 * administrate. Errors are {@code application/problem+json} that name the field.
 */
public final class CubesEndpoint implements Endpoint {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private final CubeAdministration cubes;
  private final Runnable changed;

  /**
   * @param changed told after each change, before the answer: whoever asks next is to see it
   */
  public CubesEndpoint(CubeAdministration cubes, Runnable changed) {
    this.cubes = cubes;
    this.changed = changed;
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    Optional<Refusal> refusal = request.caller().refusal(reading ? Right.READ : Right.ADMINISTRATE);
    if (refusal.isPresent()) {
      refusal.get().writeProblem(response);
      return;
    }
    try {
      answer(request, response);
    } catch (InvalidParameterException e) {
      // Of a reader's request, only the files can be wrong.
      (reading ? Problem.serverError(e.getMessage()) : Problem.badRequest(e)).write(response);
    } catch (ChronocubeException e) {
      Problem.serverError(e.getMessage()).write(response);
    }
  }

  private void answer(WebRequest request, WebResponse response) throws IOException {
    String name = request.path();
    boolean all = name.isEmpty();
    switch (request.method()) {
      case "GET", "HEAD" -> {
        if (all) {
          list(request, response);
        } else {
          get(name, response);
        }
      }
      case "POST" -> {
        if (all) {
          post(request, response);
        } else {
          notAllowed(request, "GET, HEAD, PUT, DELETE", response);
        }
      }
      case "PUT", "DELETE" -> {
        if (all) {
          notAllowed(request, "GET, HEAD, POST", response);
        } else if (request.method().equals("PUT")) {
          put(name, request, response);
        } else {
          delete(name, response);
        }
      }
      default -> notAllowed(request, all ? "GET, HEAD, POST" : "GET, HEAD, PUT, DELETE", response);
    }
  }

  private void list(WebRequest request, WebResponse response) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode array = root.putArray("cubes");
    for (Definition cube : cubes.list()) {
      array
          .addObject()
          .put("name", cube.name())
          .put("title", String.valueOf(cube.fields().getOrDefault("title", cube.name())))
          .put("editable", !cube.fixed())
          .put("href", request.base() + cube.name());
    }
    send(200, root, response);
  }

  private void get(String name, WebResponse response) throws IOException {
    Optional<Definition> found = cubes.find(name);
    if (found.isEmpty()) {
      unknown(name).write(response);
    } else {
      send(200, found.get().fields(), response);
    }
  }

  private void post(WebRequest request, WebResponse response) throws IOException {
    Optional<Map<String, Object>> fields = fields(request, response);
    if (fields.isEmpty()) {
      return;
    }
    String name = cubes.check(fields.get()).name();
    if (cubes.isFixed(name) || cubes.exists(name)) {
      conflict("name must be new, was " + name).write(response);
      return;
    }
    store(fields.get(), true, request.base() + name, response);
  }

  private void put(String name, WebRequest request, WebResponse response) throws IOException {
    Optional<Map<String, Object>> fields = fields(request, response);
    if (fields.isEmpty()) {
      return;
    }
    Object given = fields.get().getOrDefault("name", name);
    if (!given.equals(name)) {
      throw new InvalidParameterException(
          "name", "name must be that of the address, " + name + ", was " + given);
    }
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    named.putAll(fields.get());
    cubes.check(named);
    if (cubes.isFixed(name)) {
      fixed(name).write(response);
      return;
    }
    store(named, !cubes.exists(name), request.base() + name, response);
  }

  private void store(
      Map<String, Object> fields, boolean created, String location, WebResponse response)
      throws IOException {
    cubes.put(fields);
    changed.run();
    response.header("Location", location);
    send(created ? 201 : 200, fields, response);
  }

  private void delete(String name, WebResponse response) throws IOException {
    if (cubes.isFixed(name)) {
      fixed(name).write(response);
    } else if (!cubes.remove(name)) {
      unknown(name).write(response);
    } else {
      changed.run();
      response.status(204);
      response.body().close();
    }
  }

  /** The posted fields; empty when that is not JSON, which has been answered then. */
  private static Optional<Map<String, Object>> fields(WebRequest request, WebResponse response)
      throws IOException {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      new Problem(
              415,
              "Unsupported Media Type",
              "Content-Type must be application/json, was " + type,
              Optional.of("Content-Type"))
          .write(response);
      return Optional.empty();
    }
    try {
      Map<String, Object> fields = JSON.readValue(request.body(), FIELDS);
      if (fields == null) {
        throw new InvalidParameterException("body", "body must be a JSON object, was null");
      }
      return Optional.of(fields);
    } catch (JsonProcessingException e) {
      throw new InvalidParameterException(
          "body", "body must be a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  private static void notAllowed(WebRequest request, String allowed, WebResponse response)
      throws IOException {
    response.header("Allow", allowed);
    Problem.methodNotAllowed(request.method(), allowed).write(response);
  }

  private static Problem unknown(String name) {
    return Problem.notFound("cube must be one of api/cubes, was " + name);
  }

  private static Problem fixed(String name) {
    return conflict(
        "name must not be that of a cube of catalog.yaml, which is edited by hand, was " + name);
  }

  private static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail, Optional.of("name"));
  }

  private static void send(int status, Object document, WebResponse response) throws IOException {
    byte[] body = JSON.writeValueAsBytes(document);
    response.status(status);
    response.header("Content-Type", "application/json");
    response.header("Cache-Control", "no-cache");
    try (var out = response.body()) {
      out.write(body);
    }
  }
}
