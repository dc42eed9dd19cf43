// SPDX-License-Identifier: Apache-2.0
// Talks to the server; every failure becomes an Error whose message can be shown.

/** Resolves to parsed JSON; rejects with what a problem+json or OGC answer says went wrong. */
export async function fetchJson(url, signal) {
  const response = await request(url, signal);
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.ok || !type.includes('json')) {
    throw new Error(await explain(response));
  }
  return response.json();
}

/** Resolves to an image; rejects with the message of an OGC exception report. */
export async function fetchImage(url, signal) {
  const response = await request(url, signal);
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.ok || !type.startsWith('image/')) {
    throw new Error(await explain(response));
  }
  return response.blob();
}

async function request(url, signal) {
  try {
    return await fetch(url, { signal });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Error('The server does not answer. Is it still running?');
  }
}

async function explain(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const text = await response.text();
  if (type.includes('json')) {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? `HTTP ${response.status}`;
  }
  if (type.includes('xml')) {
    const report = new DOMParser().parseFromString(text, 'application/xml');
    const message = report.querySelector('ServiceException, ExceptionText');
    return message?.textContent.trim() || `HTTP ${response.status}`;
  }
  return `HTTP ${response.status} ${response.statusText}`.trim();
}

/** A URL with parameters appended to whatever it has already. */
export function withParameters(url, parameters) {
  const result = new URL(url, document.baseURI);
  for (const [name, value] of Object.entries(parameters)) {
    result.searchParams.set(name, value);
  }
  return result.href;
}
