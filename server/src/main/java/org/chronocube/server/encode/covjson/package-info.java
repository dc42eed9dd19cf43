// SPDX-License-Identifier: Apache-2.0
/** CoverageJSON (OGC 21-069r2), for browsers and small areas. */
package org.chronocube.server.encode.covjson;
