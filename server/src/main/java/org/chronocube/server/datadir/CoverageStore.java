// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.nio.file.Path;

/**
 * A coverage store.
 *
 * @param workspace its workspace
 * @param name unique in the workspace
 * @param type name of the coverage format, {@code Chronocube}
 * @param location of the file its URL names
 */
public record CoverageStore(Workspace workspace, String name, String type, Path location) {}
