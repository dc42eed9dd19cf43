// SPDX-License-Identifier: Apache-2.0
/** The embedded OGC server over a GeoServer data directory, and the command line. */
package org.chronocube.server;
