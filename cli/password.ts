import { randomInt } from 'node:crypto';

// No letters that look alike in print: people copy these by hand.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that can be read aloud: four groups of four, about 79 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
