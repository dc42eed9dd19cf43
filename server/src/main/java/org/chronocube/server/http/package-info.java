// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP by Jetty's core (no servlets), seen by endpoints as {@link org.chronocube.web.WebRequest}
 * and {@link org.chronocube.web.WebResponse}.
 *
 * <pre>{@code
 * Router router = new Router().mount("geoserver", ows).mount("", mapPage);
 * try (HttpServer server = new HttpServer(HttpSettings.onPort(8080), router)) {
 *   server.start();
 * }
 * }</pre>
 */
package org.chronocube.server.http;
