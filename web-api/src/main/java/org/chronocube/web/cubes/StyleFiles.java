// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.chronocube.ChronocubeException;
import org.chronocube.band.Band;
import org.chronocube.cube.Cube;

/**
 * Styles that suit any cube, so that a new layer can be drawn before somebody has made one for it:
 * the first band in gray, or the first three in colour, stretched over the values in the map.
 */
final class StyleFiles {

  private StyleFiles() {}

  /**
   * The id of a style for a cube; the style is written when the workspace has none of that name.
   *
   * @param workspace its folder
   */
  static String styleFor(Cube cube, Path workspace) throws IOException {
    boolean colour = cube.bands().size() >= 3 && sameKind(cube);
    String name = colour ? "cube_colour" : "cube_gray";
    Path folder = workspace.resolve("styles");
    Path file = folder.resolve(name + ".xml");
    Optional<String> known = LayerFolder.text(file, "id");
    if (known.isPresent()) {
      return known.get();
    }
    Path workspaceFile = workspace.resolve("workspace.xml");
    String workspaceId =
        LayerFolder.text(workspaceFile, "id")
            .orElseThrow(() -> new ChronocubeException(workspaceFile + " must have an id"));
    Files.createDirectories(folder);
    LayerFolder.write(folder.resolve(name + ".sld"), sld(name, colour));
    LayerFolder.write(file, style(name, workspaceId));
    return "style-" + name;
  }

  // Reflectances make a picture together; classes or angles beside them do not.
  private static boolean sameKind(Cube cube) {
    Band first = cube.bands().get(0).band();
    return cube.bands().subList(0, 3).stream()
        .map(b -> b.band())
        .allMatch(
            b ->
                b.type() == first.type()
                    && b.unit().equals(first.unit())
                    && Objects.equals(b.scaling(), first.scaling()));
  }

  private static String style(String name, String workspaceId) {
    return """
        <style>
          <id>style-%s</id>
          <name>%s</name>
          <workspace>
            <id>%s</id>
          </workspace>
          <format>sld</format>
          <languageVersion>
            <version>1.0.0</version>
          </languageVersion>
          <filename>%s.sld</filename>
        </style>
        """
        .formatted(name, name, CoverageXml.escaped(workspaceId), name);
  }

  private static String sld(String name, boolean colour) {
    String channels =
        colour
            ? channel("RedChannel", 1) + channel("GreenChannel", 2) + channel("BlueChannel", 3)
            : channel("GrayChannel", 1);
    String title = colour ? "First three bands" : "First band";
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
            xmlns:ogc="http://www.opengis.net/ogc">
          <NamedLayer>
            <Name>%s</Name>
            <UserStyle>
              <Title>%s</Title>
              <Abstract>Stretched over the values in the map.</Abstract>
              <FeatureTypeStyle>
                <Rule>
                  <RasterSymbolizer>
                    <ChannelSelection>
        %s            </ChannelSelection>
                  </RasterSymbolizer>
                </Rule>
              </FeatureTypeStyle>
            </UserStyle>
          </NamedLayer>
        </StyledLayerDescriptor>
        """
        .formatted(name, title, channels);
  }

  private static String channel(String element, int band) {
    return """
                      <%s>
                        <SourceChannelName>%d</SourceChannelName>
                        <ContrastEnhancement>
                          <Normalize/>
                        </ContrastEnhancement>
                      </%s>
        """
        .formatted(element, band, element);
  }
}
