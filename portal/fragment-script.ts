/**
 * Takes the code of a link, which stands behind its `#` so that no server and no log sees it, into the form's field,
 * and out of the address. Without it the code is typed or pasted.
 */
export const fragmentScript = `
const field = document.querySelector('[data-from-fragment]');
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  history.replaceState(null, '', location.pathname);
}
`;
