// SPDX-License-Identifier: Apache-2.0

/**
 * Change between two optical images from their joint second moments: {@link
 * org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection} (MAD, IR-MAD), {@link
 * org.chronocube.algorithm.pair.mad.SlowFeatureAnalysis} (SFA, ISFA) and {@link
 * org.chronocube.algorithm.pair.mad.RadiometricNormalisation} on the pixels that have not changed.
 *
 * <p>All of them pass over the pixels, gather weighted means and covariances of the p bands of both
 * images, solve an eigenproblem of p × p, and are then a linear map of each pixel's 2p samples.
 */
package org.chronocube.algorithm.pair.mad;
