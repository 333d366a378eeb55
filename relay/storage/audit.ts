export interface AuditStore {
  /** Append-only. `detail` never holds message texts or secrets. */
  add(entry: {
    at: number;
    actor: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
  }): Promise<void>;
  list(limit: number): Promise<
    {
      n: number;
      at: number;
      actor: string;
      action: string;
      subject: string;
      detail: Record<string, unknown>;
    }[]
  >;
}
