import { z } from 'zod';

/** A password that somebody chooses here. Length is all that counts (NIST SP 800-63B, 5.1.1.2): no rules of composition. */
export const newPassword = z.object({
  password: z.string().min(8, 'shorter than 8 characters').max(1_000, 'longer than 1000 characters'),
});
