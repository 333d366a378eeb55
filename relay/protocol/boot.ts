import type { Right } from './people.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Stands as JSON in the pane's own document, in `<script type="application/json" id="hallway-boot">`, so that its first
 * paint needs no further request. The pane draws itself into `<div id="hallway">`, empty at first.
 */
export interface Boot {
  snapshot: Snapshot;
  /** Bound to user and pane; goes with every call and with the channel. */
  token: string;
  /** `pane`: the frame within a page; `page`: the same as a page of its own. */
  mode: 'pane' | 'page';
  /** Primary subtag of the language that the person's browser wants, as far as there are texts for it. */
  language: string;
  /** The texts of that language by key; `null` for English, which the pane has itself. */
  texts: Record<string, string> | null;
  /** Somebody without an account, who sees their one conversation and nothing else: the person (or `@GROUP`) they came to. */
  guestOf?: string;
  /** Where the picture of that person is, if they show it to strangers. */
  guestPicture?: string;
  /** For people with rights: what they may do, their page, and the portal as somebody reaches it without the proxy. */
  admin?: { rights: Right[]; page: string; portal: string };
  /** The portal's own pages for the pane's menu and where to go when the pane cannot be used in place. */
  links: { home: string; talk: string; people: string; account: string };
}
