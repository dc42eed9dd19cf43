// SPDX-License-Identifier: Apache-2.0
// Dates (always UTC), numbers and colours as text.

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

export const DAY = 86_400_000;

/** 5 Apr 2023 */
export function date(ms) {
  return DATE.format(ms);
}

/** 09:58 UTC, or nothing when only the date is known (midnight). */
export function clock(ms) {
  return ms % DAY === 0 ? '' : `${new Date(ms).toISOString().slice(11, 16)} UTC`;
}

/** Four significant digits, without an exponent where that is readable. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return 'no data';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    return value.toExponential(3);
  }
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** A physical value with the decimals that the band's scale gives it. */
export function value(physical, { scale }) {
  if (physical === null || scale >= 1 || scale <= 0) {
    return number(physical);
  }
  return physical.toFixed(Math.min(8, Math.ceil(-Math.log10(scale) - 1e-9)));
}

/** 51.2187° N, 5.0558° E */
export function position(lon, lat, digits = 4) {
  const ns = lat < 0 ? 'S' : 'N';
  const ew = lon < 0 ? 'W' : 'E';
  return `${Math.abs(lat).toFixed(digits)}° ${ns}, ${Math.abs(lon).toFixed(digits)}° ${ew}`;
}

// Distinguishable with the common colour deficiencies and at least 3:1 on both surfaces.
const COLOURS = ['#0f8a94', '#d1603d', '#7a6bd0', '#b8860b', '#c2528b', '#4f8a3a', '#5b7f95', '#96694c'];

/** The colour of the n-th band of a layer. */
export function colour(n) {
  return COLOURS[n % COLOURS.length];
}

/** At most `most` round instants between two others, each with a label. */
export function axisTicks(start, end, most) {
  const span = Math.max(end - start, 1);
  const days = [1, 2, 5, 10, 15].find((n) => span / (n * DAY) <= most);
  if (days && span < 75 * DAY) {
    return dayTicks(start, end, days);
  }
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((n) => span / (n * 30.4 * DAY) <= most);
  return monthTicks(start, end, months ?? 1200);
}

function dayTicks(start, end, step) {
  const ticks = [];
  for (let t = Math.ceil(start / DAY) * DAY; t <= end; t += step * DAY) {
    const d = new Date(t);
    ticks.push({ at: t, label: `${d.getUTCDate()} ${MONTH.format(t)}` });
  }
  return ticks;
}

function monthTicks(start, end, step) {
  const ticks = [];
  const from = new Date(start);
  const first = from.getUTCFullYear() * 12 + from.getUTCMonth();
  for (let m = Math.ceil(first / step) * step; ; m += step) {
    const t = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (t > end) {
      return ticks;
    }
    if (t >= start) {
      const year = Math.floor(m / 12);
      ticks.push({ at: t, label: m % 12 === 0 ? String(year) : `${MONTH.format(t)} ${year}` });
    }
  }
}
