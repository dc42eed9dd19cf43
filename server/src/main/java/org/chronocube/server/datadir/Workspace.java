// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

/**
 * A workspace with its namespace.
 *
 * @param name prefix of its layers' names
 * @param namespace URI
 */
public record Workspace(String name, String namespace) {}
