const maxSide = 480;
const maxBytes = 128 * 1024;

/** A small picture of a picture, drawn anew, so that nothing of the file but its look is in it. */
export async function makeThumbnail(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  // A browser that writes no WebP gives PNG instead, which may be too large: then JPEG.
  for (const [type, quality] of [
    ['image/webp', 0.8],
    ['image/jpeg', 0.7],
  ] as const) {
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, quality));
    if (blob && blob.size <= maxBytes) return blob;
  }
  return null;
}
