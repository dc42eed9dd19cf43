// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

/**
 * What every scene index must do; one subclass per back end. The tests are in the contracts it
 * extends, by subject: storage, order, time, space, filters, sources, exactness.
 */
public abstract class SceneIndexTck extends ExactnessContract {}
