/** Who may make an account: nobody but administrators, anybody, or whoever has a code. */
export type Registration = 'closed' | 'open' | 'invitation';

/** A code by which one person may make an account. The code itself is shown once, to who made it. */
export interface RegistrationCode {
  id: string;
  /** What its maker wrote beside it. */
  note: string;
  /** `null`: who runs the machine. */
  by: string | null;
  at: number;
  expiresAt: number;
  usedBy: string | null;
  usedAt: number | null;
}

/** A link by which one person may set a new password, once. */
export interface PasswordReset {
  name: string;
  /** Shown once; behind the `#` of the portal's page `/reset`. */
  token: string;
  expiresAt: number;
}
