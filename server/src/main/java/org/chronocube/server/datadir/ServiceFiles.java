// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads {@code global.xml} and the settings of the services. */
final class ServiceFiles {

  private ServiceFiles() {}

  static GlobalSettings global(Path root) {
    Optional<XmlFile> file = XmlFile.readIfThere(root.resolve("global.xml"));
    Optional<Element> settings =
        file.map(f -> SafeXml.child(f.root(), "settings").orElse(f.root()));
    Optional<Element> contact = settings.flatMap(s -> SafeXml.child(s, "contact"));
    Optional<URI> proxy =
        settings
            .flatMap(s -> SafeXml.text(s, "proxyBaseUrl"))
            .map(text -> uri(file.orElseThrow(), text));
    return new GlobalSettings(contact(contact), proxy);
  }

  private static URI uri(XmlFile file, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like a URL without a host.
    }
    throw file.wrong("proxyBaseUrl must be http(s)://host/…, was " + text);
  }

  private static Contact contact(Optional<Element> e) {
    return new Contact(
        text(e, "contactPerson"),
        text(e, "contactOrganization"),
        text(e, "contactPosition"),
        text(e, "addressType"),
        text(e, "address"),
        text(e, "addressCity"),
        text(e, "addressState"),
        text(e, "addressPostalCode"),
        text(e, "addressCountry"),
        text(e, "contactVoice"),
        text(e, "contactFacsimile"),
        text(e, "contactEmail"),
        text(e, "onlineResource"));
  }

  private static Optional<String> text(Optional<Element> parent, String name) {
    return parent.flatMap(p -> SafeXml.text(p, name));
  }

  static ServiceSettings service(Path root, String name) {
    return XmlFile.readIfThere(root.resolve(name.toLowerCase(java.util.Locale.ROOT) + ".xml"))
        .map(file -> service(file, name))
        .orElseGet(() -> ServiceSettings.defaults(name));
  }

  private static ServiceSettings service(XmlFile file, String name) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Element e : SafeXml.children(file.root())) {
      String text = SafeXml.text(e);
      if (SafeXml.children(e).isEmpty() && !text.isEmpty()) {
        others.put(e.getLocalName(), text);
      }
    }
    for (Element entry :
        SafeXml.child(file.root(), "metadata")
            .map(m -> SafeXml.children(m, "entry"))
            .orElse(List.of())) {
      SafeXml.attribute(entry, "key").ifPresent(key -> others.put(key, SafeXml.text(entry)));
    }
    // What GeoServer keeps for extensions: metadata/entry, by key.
    SafeXml.child(file.root(), "metadata").stream()
        .flatMap(m -> SafeXml.children(m, "entry").stream())
        .filter(e -> SafeXml.children(e).isEmpty())
        .forEach(
            e -> SafeXml.attribute(e, "key").ifPresent(key -> others.put(key, SafeXml.text(e))));
    return new ServiceSettings(
        file.flag("enabled", true),
        file.text("name").orElse(name),
        file.text("title").orElse("Chronocube " + name),
        file.text("abstrct").orElse(""),
        file.strings("keywords"),
        file.text("fees").orElse("NONE"),
        file.text("accessConstraints").orElse("NONE"),
        file.text("onlineResource"),
        file.strings("srs").stream().map(c -> c.contains(":") ? c : "EPSG:" + c).toList(),
        others);
  }
}
