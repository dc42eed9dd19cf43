// SPDX-License-Identifier: Apache-2.0
// Messages to the user. The same message is shown once, however many tiles fail.

const STAYS_MS = 12_000;
const root = document.getElementById('toasts');

export function showError(message) {
  if ([...root.children].some((toast) => toast.dataset.message === message)) {
    return;
  }
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.dataset.message = message;
  const text = document.createElement('span');
  text.textContent = message;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'icon-button';
  close.setAttribute('aria-label', 'Dismiss');
  close.innerHTML = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"/></svg>';
  close.addEventListener('click', () => toast.remove());
  toast.append(text, close);
  root.append(toast);
  setTimeout(() => toast.remove(), STAYS_MS);
}
