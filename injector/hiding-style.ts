import { createHash } from 'node:crypto';
import { hidingMark } from './same-tree.ts';

const rules = `[${hidingMark}]{display:none!important}`;

/** The style by which hidden elements stay hidden whatever the page's own styles say of them. */
export const hidingStyle = Buffer.from(`<style data-hallway>${rules}</style>`, 'latin1');

/** The CSP source expression that allows it. */
export const hidingStyleHash = `'sha256-${createHash('sha256').update(rules).digest('base64')}'`;
