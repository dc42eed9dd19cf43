// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsException;
import org.geotools.api.data.Parameter;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Turns the inputs of a request into the objects a process takes. */
final class InputDecoder {

  private final References references;
  private final CrsRegistry crs;
  private final long maxBytes;

  InputDecoder(References references, CrsRegistry crs, long maxBytes) {
    this.references = references;
    this.crs = crs;
    this.maxBytes = maxBytes;
  }

  /**
   * @return values by input; defaults filled in
   * @throws OwsException naming the input
   */
  Map<String, Object> decode(ProcessInfo process, List<ExecuteRequest.Input> inputs) {
    Map<String, List<Object>> given = new HashMap<>();
    for (ExecuteRequest.Input input : inputs) {
      ProcessInfo.Field field = process.input(input.id()).orElseThrow(() -> none(process, input));
      given.computeIfAbsent(input.id(), id -> new ArrayList<>()).add(value(field, input));
    }
    Map<String, Object> values = new HashMap<>();
    for (ProcessInfo.Field field : process.inputs()) {
      Object value = value(field, given.getOrDefault(field.id(), List.of()));
      if (value != null) {
        values.put(field.id(), value);
      }
    }
    return values;
  }

  private static OwsException none(ProcessInfo process, ExecuteRequest.Input input) {
    List<String> known = process.inputs().stream().map(ProcessInfo.Field::id).toList();
    return new OwsException(
        WpsCodes.NO_SUCH_INPUT,
        input.id(),
        "inputs must be of " + String.join(", ", known) + ", was " + input.id());
  }

  private static Object value(ProcessInfo.Field field, List<Object> given) {
    Parameter<?> parameter = field.parameter();
    int max = parameter.maxOccurs < 0 ? Integer.MAX_VALUE : parameter.maxOccurs;
    if (given.size() > max) {
      throw new OwsException(
          WpsCodes.TOO_MANY_INPUTS,
          field.id(),
          field.id() + " must be given at most " + max + " times, was " + given.size());
    }
    if (given.isEmpty()) {
      if (parameter.minOccurs > 0 && parameter.getDefaultValue() == null) {
        throw OwsException.missing(field.id());
      }
      return parameter.getDefaultValue();
    }
    if (given.size() < parameter.minOccurs) {
      throw OwsException.invalid(
          field.id(),
          field.id()
              + " must be given at least "
              + parameter.minOccurs
              + " times, was "
              + given.size());
    }
    return max > 1 ? given : given.get(0);
  }

  private Object value(ProcessInfo.Field field, ExecuteRequest.Input input) {
    try {
      Payload payload = resolved(input);
      Binding binding = field.binding();
      if (binding instanceof Binding.Literal literal) {
        return literal(field, literal, input, payload.text().strip());
      }
      if (binding instanceof Binding.Complex complex) {
        return format(field, complex, input).decoder().decode(payload);
      }
      return box(field, payload);
    } catch (OwsException e) {
      throw e;
    } catch (RuntimeException e) {
      // Parsers of values throw what they like; to the client it is always the value.
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, field.id(), field.id() + ": " + e.getMessage(), e);
    }
  }

  private Payload resolved(ExecuteRequest.Input input) {
    if (input.payload() instanceof Payload.Reference reference) {
      return new Payload.Bytes(references.get(reference.href(), input.id()));
    }
    if (input.payload() instanceof Payload.Text text) {
      if (text.value().length() > maxBytes) {
        throw tooLarge(input.id(), maxBytes);
      }
      if ("base64".equalsIgnoreCase(input.encoding())) {
        return new Payload.Bytes(Base64.getMimeDecoder().decode(text.value().strip()));
      }
    }
    return input.payload();
  }

  private static Object literal(
      ProcessInfo.Field field, Binding.Literal literal, ExecuteRequest.Input input, String text) {
    String unit = field.meta("unit").orElse(input.uom());
    if (input.uom() != null && !input.uom().equals(unit)) {
      throw OwsException.invalid(
          field.id(), field.id() + "'s unit must be " + unit + ", was " + input.uom());
    }
    Object value = literal.parser().apply(text);
    if (value instanceof Number number) {
      checkRange(field, number.doubleValue(), text);
    }
    if (field.parameter().metadata != null
        && field.parameter().metadata.get(Parameter.OPTIONS) instanceof Collection<?> options
        && !options.contains(value)) {
      throw OwsException.invalid(
          field.id(), field.id() + " must be one of " + options + ", was " + text);
    }
    return value;
  }

  private static void checkRange(ProcessInfo.Field field, double value, String text) {
    double min = field.meta(Parameter.MIN).map(Double::valueOf).orElse(Double.NEGATIVE_INFINITY);
    double max = field.meta(Parameter.MAX).map(Double::valueOf).orElse(Double.POSITIVE_INFINITY);
    if (value < min || value > max) {
      throw OwsException.invalid(
          field.id(), field.id() + " must be in " + min + ".." + max + ", was " + text);
    }
  }

  private static Format format(
      ProcessInfo.Field field, Binding.Complex complex, ExecuteRequest.Input input) {
    List<Format> readable = complex.readable();
    if (input.mimeType() != null) {
      return Binding.Complex.find(readable, input.mimeType())
          .orElseThrow(() -> unknownFormat(field.id(), readable, input.mimeType()));
    }
    return guessed(readable, input.payload());
  }

  // Without a media type the content says: an element is XML, a brace is JSON.
  private static Format guessed(List<Format> readable, Payload payload) {
    String wanted = null;
    if (payload instanceof Payload.Xml) {
      wanted = "text/xml";
    } else if (payload instanceof Payload.Text text
        && text.value().stripLeading().startsWith("{")) {
      wanted = "application/json";
    } else if (payload instanceof Payload.Text text
        && text.value().stripLeading().startsWith("<")) {
      wanted = "text/xml";
    }
    return wanted == null
        ? readable.get(0)
        : Binding.Complex.find(readable, wanted).orElse(readable.get(0));
  }

  static OwsException unknownFormat(String id, List<Format> formats, String mimeType) {
    return OwsException.invalid(
        id,
        id
            + "'s mimeType must be one of "
            + String.join(", ", formats.stream().map(Format::mimeType).toList())
            + ", was "
            + mimeType);
  }

  static OwsException tooLarge(String id, long maxBytes) {
    return new OwsException(
        WpsCodes.SIZE_EXCEEDED, id, id + " must have at most " + maxBytes + " bytes, has more");
  }

  // Key-value pairs: minx,miny,maxx,maxy and perhaps the CRS (OGC 06-121r3 clause 10.2.3).
  private ReferencedEnvelope box(ProcessInfo.Field field, Payload payload) {
    Payload.Box box = payload instanceof Payload.Box b ? b : ofText(field, payload.text());
    if (box.lower().size() != 2 || box.upper().size() != 2) {
      throw OwsException.invalid(field.id(), field.id() + " must have two dimensions");
    }
    CrsName name = GeometryFormats.name(box.crs() == null ? CrsRegistry.WGS84 : box.crs(), crs);
    var extent =
        name.extent(box.lower().get(0), box.lower().get(1), box.upper().get(0), box.upper().get(1));
    return new ReferencedEnvelope(
        extent.minX(), extent.maxX(), extent.minY(), extent.maxY(), crs.decode(name.id()));
  }

  private static Payload.Box ofText(ProcessInfo.Field field, String text) {
    String[] parts = text.split(",");
    if (parts.length != 4 && parts.length != 5) {
      throw OwsException.invalid(
          field.id(), field.id() + " must be minx,miny,maxx,maxy,crs, was " + text);
    }
    return new Payload.Box(
        parts.length == 5 ? parts[4].strip() : null,
        List.of(Double.valueOf(parts[0]), Double.valueOf(parts[1])),
        List.of(Double.valueOf(parts[2]), Double.valueOf(parts[3])));
  }
}
