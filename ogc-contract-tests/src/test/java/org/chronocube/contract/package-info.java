// SPDX-License-Identifier: Apache-2.0
/**
 * What every server of the data directory answers, over HTTP: the embedded one, and a GeoServer
 * with the plugin. {@link ContractServer} says which is asked; {@link KnownDifference} lists where
 * the two differ.
 */
package org.chronocube.contract;
