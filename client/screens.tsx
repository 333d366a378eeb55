/** What comes with a file of its own, when it is first wanted: screens, and parts of those that stand at once. */
export { AskHelp } from './views/ask-help.tsx';
export { Availability } from './views/availability.tsx';
export { Compose } from './views/compose.tsx';
export { Editor } from './views/editor.tsx';
export { Chosen, Files } from './views/files.tsx';
export { HelpBanner } from './views/help-banner.tsx';
export { CaseBody as HelpBody, useHelpCase } from './views/help-case.tsx';
export {
  Duty as HelpDuty,
  HelpDesk,
  Past as HelpPast,
  Queue as HelpQueue,
  RowState as HelpState,
} from './views/help-desk.tsx';
export { Inbox } from './views/inbox.tsx';
export { MessageDeeds } from './views/message-deeds.tsx';
export { PausedSites } from './views/paused-sites.tsx';
export { People } from './views/people.tsx';
export { SearchResults } from './views/search-results.tsx';
export { TalkPanel } from './views/talk-panel.tsx';
export { useHelpBoard } from './views/use-help-board.tsx';
export { useWords } from './views/use-words.tsx';

/** Their style, built in: the pane allows itself no other. */
declare const SCREENS_STYLE: string;

const style = new CSSStyleSheet();
style.replaceSync(SCREENS_STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
