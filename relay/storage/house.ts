/** A setting as an administrator changed it at run time; it goes before what the file says. */
export interface HouseChange {
  key: string;
  /** As it was given; whoever reads it checks it again. */
  value: unknown;
  /** `null`: who runs the machine. */
  by: string | null;
  at: number;
}

/** What administrators have changed, over the file. */
export interface HouseOverlay {
  /** Grows by one with each change. */
  version: number;
  changes: HouseChange[];
}

/** A host that is tunnelled for a time because interception failed there. */
export interface LearnedBypass {
  host: string;
  /** `client_refused`: programs would not take our certificate; `client_certificate`: the origin asks for one of theirs. */
  reason: 'client_refused' | 'client_certificate';
  /** Failures that led to it, and of how many clients. */
  count: number;
  clients: number;
  firstAt: number;
  lastAt: number;
  until: number;
}

export interface HouseStore {
  overlay(): Promise<HouseOverlay>;
  /** `stale`: another change came before, and nothing was written. */
  change(version: number, set: HouseChange[], reset: string[]): Promise<HouseOverlay | 'stale'>;
  bypasses(): Promise<LearnedBypass[]>;
  /** In place of all that were kept. */
  saveBypasses(bypasses: LearnedBypass[]): Promise<void>;
}
