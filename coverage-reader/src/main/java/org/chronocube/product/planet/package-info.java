// SPDX-License-Identifier: Apache-2.0
/** PlanetScope scenes: {@link org.chronocube.product.planet.PlanetScopeParser}. */
package org.chronocube.product.planet;
