/**
 * Cuts the picture that somebody chose to a small square and puts it into the form: what is sent is drawn anew, so
 * that the place and time at which a photograph was taken stay behind.
 */
export const pictureScript = `
const form = document.querySelector('[data-picture]');
const [choice, field] = [form.querySelector('[type=file]'), form.querySelector('[name=picture]')];
form.hidden = false;
choice.addEventListener('change', async () => {
  const chosen = choice.files[0];
  const image = chosen && (await createImageBitmap(chosen).catch(() => null));
  choice.setCustomValidity(chosen && !image ? choice.dataset.wrong : '');
  choice.reportValidity();
  if (!image) return;
  const side = Math.min(image.width, image.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 256;
  canvas.getContext('2d').drawImage(
    image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, 256, 256,
  );
  field.value = canvas.toDataURL('image/jpeg', 0.85).split(',')[1];
  form.requestSubmit();
});
`;
