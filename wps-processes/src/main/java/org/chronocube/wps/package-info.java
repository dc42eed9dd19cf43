// SPDX-License-Identifier: Apache-2.0
/**
 * The processes GeoServer and the embedded server list: declarations over {@code
 * org.chronocube.analysis}.
 *
 * <p>{@link org.chronocube.wps.DatacubeProcessFactory} holds them and is handed the cubes. Nothing
 * is looked up in the dark: the embedded server gives the factory to its WPS; in GeoServer a Spring
 * bean is made of it and registered with {@code org.geotools.process.Processors.addProcessFactory}
 * (and removed with {@code removeProcessFactory} when the context closes), which is how GeoServer's
 * own process beans are registered. There is no META-INF/services entry because a factory made by
 * the service loader has no cubes.
 */
package org.chronocube.wps;
