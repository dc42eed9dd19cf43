// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the tests the server they ask: a running one where {@code -Dgeoserver.url} names it (with
 * {@code geoserver.user}, {@code geoserver.password} and {@code geoserver.workspace}), else the
 * embedded one, started once for all tests.
 */
final class ContractServer implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ContractServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == OgcServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String url = System.getProperty("geoserver.url", "");
    String workspace = System.getProperty("geoserver.workspace", "chronocube");
    if (!url.isEmpty()) {
      Optional<Credentials> administrator =
          Optional.ofNullable(System.getProperty("geoserver.user"))
              .map(user -> new Credentials(user, System.getProperty("geoserver.password", "")));
      URI base = URI.create(url.endsWith("/") ? url : url + "/");
      return new OgcServer(base, workspace, administrator, ServerKind.GEOSERVER);
    }
    EmbeddedServer embedded =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                EmbeddedServer.class, key -> EmbeddedServer.start(), EmbeddedServer.class);
    return new OgcServer(
        embedded.geoserver(),
        workspace,
        Optional.of(EmbeddedServer.ADMINISTRATOR),
        ServerKind.EMBEDDED);
  }
}
