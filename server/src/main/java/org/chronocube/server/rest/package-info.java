// SPDX-License-Identifier: Apache-2.0
/**
 * GeoServer's REST interface as far as the embedded server has it: {@link
 * org.chronocube.server.rest.GranulesRest} lists the scenes of a coverage.
 */
package org.chronocube.server.rest;
