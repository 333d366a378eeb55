/**
 * The first steps' only script: tells by two pictures whether the magic origin can be reached (http: the proxy is set)
 * and whether its certificate is trusted (https). Looks again when the person comes back from the settings.
 */
export const siteScript = `
const lights = [...document.querySelectorAll('[data-probe]')];
const ready = document.querySelector('[data-ready]');

function probe(light) {
  return new Promise(resolve => {
    const picture = new Image();
    const settle = state => {
      clearTimeout(timer);
      picture.onload = picture.onerror = null;
      resolve(state);
    };
    const timer = setTimeout(settle, 5000, 'no');
    picture.onload = () => settle('yes');
    picture.onerror = () => settle('no');
    picture.src = light.dataset.probe + '?' + Date.now();
  });
}

async function look() {
  for (const light of lights) {
    if (light.dataset.state === 'yes') continue;
    const state = await probe(light);
    light.dataset.state = state;
    const text = light.querySelector('span');
    if (text.textContent !== light.dataset[state]) text.textContent = light.dataset[state];
    // Off the proxy the magic origin has no name, so that its certificate cannot be asked for.
    if (state === 'no') break;
  }
  ready.hidden = document.querySelectorAll('.lights [data-state="yes"]').length < 2;
}

addEventListener('focus', look);
look();
`;
