import type { RegistrationCode } from '../protocol.ts';
import type { StoredPerson } from './people.ts';

export interface AdmissionStore {
  addCode(code: Omit<RegistrationCode, 'usedBy' | 'usedAt'> & { digest: string }): Promise<void>;
  /** The newest first. */
  codes(limit: number): Promise<RegistrationCode[]>;
  /** `false`: there is none, or it was used. */
  removeCode(id: string): Promise<boolean>;
  isCode(digest: string, now: number): Promise<boolean>;
  /** Makes the person and uses the code up, in one step. */
  admit(
    digest: string,
    person: Omit<StoredPerson, 'version' | 'disabled'>,
    at: number,
  ): Promise<StoredPerson | 'wrong_code' | 'taken'>;
  /** In place of an older one for the same person. */
  addReset(reset: { digest: string; user: string; expiresAt: number }): Promise<void>;
  isReset(digest: string, now: number): Promise<boolean>;
  /** Sets the password and uses the reset up, in one step. `null`: there is none, or its owner is disabled. */
  useReset(digest: string, password: string, now: number): Promise<StoredPerson | null>;
}
