// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.LayerGroup;
import org.chronocube.server.datadir.Style;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.sld.NamedLayerStyle;
import org.chronocube.server.sld.RasterStyle;
import org.chronocube.server.sld.SldException;
import org.chronocube.server.sld.SldParser;

/** Decodes LAYERS, STYLES and SLD_BODY: which layers, drawn how. */
final class LayerSelection {

  private final Configuration configuration;
  private final StyleLibrary library;
  private final EoLayers parts;

  LayerSelection(Configuration configuration, StyleLibrary library, EoLayers parts) {
    this.configuration = configuration;
    this.library = library;
    this.parts = parts;
  }

  /**
   * The layers of a map, groups taken apart, bottom first.
   *
   * @param namesParameter {@code LAYERS}, or {@code QUERY_LAYERS}, or {@code LAYER}
   */
  List<LayerDrawing> of(OwsRequest request, String namesParameter) {
    List<NamedLayerStyle> described = describedStyles(request);
    List<String> names = request.kvp().list(namesParameter);
    boolean byDescriptor = names.isEmpty();
    if (byDescriptor) {
      // SLD 1.0 clause 6.3: the descriptor alone says what is drawn.
      names = described.stream().map(NamedLayerStyle::layer).toList();
    }
    if (names.isEmpty() || names.contains("")) {
      throw OwsException.missing(namesParameter.toLowerCase(Locale.ROOT));
    }
    List<String> styles = styles(request, names.size());
    List<LayerDrawing> drawings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<NamedLayerStyle> own =
          byDescriptor
              ? Optional.of(described.get(i))
              : described.stream()
                  .filter(d -> request.unqualified(d.layer()).equals(request.unqualified(name)))
                  .findFirst();
      drawings.addAll(drawings(request, name, styles.get(i), own));
    }
    return drawings;
  }

  private static List<String> styles(OwsRequest request, int count) {
    List<String> styles = request.kvp().list("STYLES");
    if (styles.isEmpty()) {
      styles = request.kvp().list("STYLE");
    }
    if (styles.isEmpty()) {
      return Collections.nCopies(count, "");
    }
    if (styles.size() != count) {
      throw OwsException.invalid(
          "styles",
          "styles must be one per layer or none, were " + styles.size() + " for " + count);
    }
    return styles;
  }

  private static List<NamedLayerStyle> describedStyles(OwsRequest request) {
    if (request.kvp().get("SLD").isPresent()) {
      throw new OwsException(
          OwsException.OPTION_NOT_SUPPORTED,
          "sld",
          "a style by address is not fetched; send it as SLD_BODY");
    }
    Optional<String> body = request.kvp().get("SLD_BODY");
    try {
      return body.map(SldParser::layers).orElse(List.of());
    } catch (SldException | OwsException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, "sld_body", "sld_body: " + e.getMessage(), e);
    }
  }

  /** A layer, or the members of a group, with a style of the data directory; empty: its default. */
  List<LayerDrawing> of(OwsRequest request, String name, String style) {
    return drawings(request, name, style, Optional.empty());
  }

  private List<LayerDrawing> drawings(
      OwsRequest request, String name, String style, Optional<NamedLayerStyle> described) {
    Optional<LayerGroup> group = configuration.group(name, request.workspace());
    if (group.isPresent()) {
      return group.get().members().stream()
          .map(m -> new LayerDrawing(m.layer(), memberStyle(m)))
          .toList();
    }
    CoverageLayer layer = layer(request, name);
    if (described.isPresent() && !described.get().styles().isEmpty()) {
      return List.of(new LayerDrawing(layer, chosen(described.get(), style)));
    }
    String wanted = described.flatMap(NamedLayerStyle::namedStyle).orElse(style);
    return List.of(new LayerDrawing(layer, style(layer, wanted)));
  }

  private RasterStyle memberStyle(LayerGroup.Member member) {
    return checked(
        () ->
            member.style().map(library::parsed).orElseGet(() -> library.defaultOf(member.layer())));
  }

  private static RasterStyle chosen(NamedLayerStyle described, String style) {
    return described.styles().stream()
        .filter(s -> s.name().equals(style))
        .findFirst()
        .orElse(described.styles().get(0));
  }

  /** The layers behind a name: one, or those of a group, bottom first. */
  List<CoverageLayer> members(OwsRequest request, String name) {
    return configuration
        .group(name, request.workspace())
        .map(g -> g.members().stream().map(LayerGroup.Member::layer).toList())
        .orElseGet(() -> List.of(layer(request, name)));
  }

  /**
   * A layer by name.
   *
   * @throws OwsException {@code LayerNotDefined}
   */
  CoverageLayer layer(OwsRequest request, String name) {
    return configuration
        .layer(name, request.workspace())
        .or(() -> parts.find(name, request.workspace()).map(EoLayers.Part::layer))
        .orElseThrow(
            () ->
                new OwsException(
                    WmsCodes.LAYER_NOT_DEFINED,
                    "layers",
                    "a layer must be one of the capabilities, was " + name));
  }

  /**
   * A style of the data directory by name; empty for the layer's default.
   *
   * @throws OwsException {@code StyleNotDefined}
   */
  RasterStyle style(CoverageLayer layer, String name) {
    Optional<EoLayers.Part> part = parts.of(layer);
    if (part.isPresent()) {
      return checked(() -> part.get().style(name));
    }
    if (name.isEmpty()) {
      return checked(() -> library.defaultOf(layer));
    }
    Style style =
        configuration
            .style(name, Optional.of(layer.workspace().name()))
            .orElseThrow(
                () ->
                    new OwsException(
                        WmsCodes.STYLE_NOT_DEFINED,
                        "styles",
                        "a style must be one of the capabilities, was " + name));
    return checked(() -> library.parsed(style));
  }

  private static RasterStyle checked(Supplier<RasterStyle> parse) {
    try {
      return parse.get();
    } catch (SldException e) {
      throw new OwsException(WmsCodes.STYLE_NOT_DEFINED, "styles", e.getMessage(), e);
    }
  }
}
