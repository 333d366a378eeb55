import type {
  AnnouncementRecord,
  AnnouncementTemplate,
  Answers,
  PresenceState,
  Priority,
} from '../../relay/protocol.ts';
import { isGone } from '../gone.ts';

/** A group or somebody, as the server names them: `@GROUP` or a name; and as people read it. */
export interface Addressee {
  word: string;
  display: string;
}

export const lasts = ['usual', '1h', '4h', '8h', '24h', '168h', 'until'] as const;
/** How long it is shown: a month, so many hours, or up to a moment. */
export type Lasts = (typeof lasts)[number];

/** An announcement that is being written. Moments are as a field for them holds them, empty where there is none. */
export interface Draft {
  text: string;
  priority: Priority;
  isToAll: boolean;
  to: Addressee[];
  except: Addressee[];
  presence: PresenceState[];
  hasOptions: boolean;
  options: string[];
  takesText: boolean;
  isLater: boolean;
  shownAt: string;
  lasts: Lasts;
  until: string;
  isDrill: boolean;
}

export const emptyDraft: Draft = {
  ...{ text: '', priority: 'info', isToAll: true, to: [], except: [], presence: [] },
  ...{ hasOptions: false, options: ['', ''], takesText: false },
  ...{ isLater: false, shownAt: '', lasts: 'usual', until: '', isDrill: false },
};

type Source = Omit<AnnouncementTemplate, 'name' | 'files'>;

/** One that begins as a template has it, or an earlier announcement. */
export function draftOf({ text, priority, to, except, presence, answers, drill }: Source): Draft {
  const options = answers?.options ?? [];
  return {
    ...emptyDraft,
    ...{ text, priority, presence, isDrill: drill },
    isToAll: to.length === 0 || to.includes('all'),
    to: addresseesIn(to),
    except: addresseesIn(except),
    hasOptions: options.length > 0,
    options: options.length > 0 ? options : emptyDraft.options,
    takesText: answers?.text ?? false,
  };
}

export const sourceOf = (record: AnnouncementRecord): Source => ({
  ...record,
  answers: record.answers ?? null,
  drill: record.drill ?? false,
});

/** Whoever was deleted since is left out. */
const addresseesIn = (words: string[]): Addressee[] =>
  words
    .filter(word => word !== 'all' && !isGone(word))
    .map(word => ({ word, display: word.replace(/^@/, '') }));

export interface Audience {
  to: string[];
  except: string[];
  presence: PresenceState[];
}

/** `null`: nobody is named yet. */
export function audienceOf({ isToAll, to, except, presence }: Draft): Audience | null {
  if (!isToAll && to.length === 0) return null;
  const words = (all: Addressee[]) => all.map(({ word }) => word);
  return { to: isToAll ? ['all'] : words(to), except: words(except), presence };
}

export function answersOf({ hasOptions, options, takesText }: Draft): Answers | null {
  const given = hasOptions ? options.map(option => option.trim()).filter(option => option !== '') : [];
  return given.length > 0 || takesText ? { options: given, text: takesText } : null;
}

/** What is still to be said before it can go. */
export function missingIn(draft: Draft): 'text' | 'to' | 'options' | 'shownAt' | 'until' | null {
  if (draft.text.trim() === '') return 'text';
  if (audienceOf(draft) === null) return 'to';
  if (draft.hasOptions && answersOf(draft)?.options.length === 0) return 'options';
  if (draft.hasOptions && !answersOf(draft)) return 'options';
  if (draft.isLater && momentIn(draft.shownAt) === null) return 'shownAt';
  return draft.lasts === 'until' && momentIn(draft.until) === null ? 'until' : null;
}

const hourMs = 3_600_000;

export const sendAtOf = ({ isLater, shownAt }: Draft): number | null => (isLater ? momentIn(shownAt) : null);

/** Counted from when it is shown. `null`: as long as it lasts by itself. */
export function expiresAtOf(draft: Draft, now: number): number | null {
  if (draft.lasts === 'usual') return null;
  if (draft.lasts === 'until') return momentIn(draft.until);
  return (sendAtOf(draft) ?? now) + Number.parseInt(draft.lasts, 10) * hourMs;
}

/** What the server takes. `files`: their ids. */
export const announcementOf = (draft: Draft, files: string[], now: number) => ({
  ...{ text: draft.text.trim(), priority: draft.priority, drill: draft.isDrill, files },
  ...audienceOf(draft)!,
  ...{ answers: answersOf(draft), sendAt: sendAtOf(draft), expiresAt: expiresAtOf(draft, now) },
});

/** What a template keeps of it. */
export const templateOf = (draft: Draft): Source => {
  const { to = [], except = [] } = audienceOf(draft) ?? {};
  const { text, priority, presence, isDrill: drill } = draft;
  return { text: text.trim(), priority, to, except, presence, answers: answersOf(draft), drill };
};

/** What a field for a moment holds, in the zone of the browser. `null`: no moment. */
export function momentIn(field: string): number | null {
  const at = field === '' ? Number.NaN : new Date(field).getTime();
  return Number.isNaN(at) ? null : at;
}

export function fieldOf(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
