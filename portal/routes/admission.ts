import { z } from 'zod';
import { type ApiRoute, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';
import { newPassword } from '../new-password.ts';

const registration = z.object({
  code: z.string().max(200).optional(),
  name: z.string().max(200),
  password: newPassword.shape.password,
  display: z.string().max(200).optional(),
  email: z.string().max(300).nullable().optional(),
  phone: z.string().max(100).nullable().optional(),
  mobile: z.string().max(100).nullable().optional(),
});
const reset = z.object({
  token: z.string().min(1, 'is empty').max(200),
  password: newPassword.shape.password,
});

/** Ways in for who has no password yet, or none any more. */
export const admissionRoutes = [
  {
    method: 'POST',
    path: '/register',
    who: 'anyone',
    summary: 'Make an account where that is open, or with a code',
    body: registration,
    status: 201,
    output: shapes.login,
    async handle({ relay, body, address, agent }) {
      const user = await relay.admission.register(parseInput(registration, body), address);
      return { token: await relay.accounts.issueToken(user.name, 'session', { address, agent }), user };
    },
  },
  {
    method: 'POST',
    path: '/reset',
    who: 'anyone',
    summary: 'Set a new password by the token of a reset link, once',
    body: reset,
    status: 200,
    output: z.strictObject({ name: z.string() }),
    async handle({ relay, body, address }) {
      const { token, password } = parseInput(reset, body);
      return { name: await relay.admission.resetPassword(token, password, address) };
    },
  },
] as const satisfies readonly ApiRoute[];
