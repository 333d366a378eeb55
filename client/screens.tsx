/** Screens that come with a file of their own, when they are first wanted. */
export { Availability } from './views/availability.tsx';
export { Compose } from './views/compose.tsx';
export { Inbox } from './views/inbox.tsx';
export { People } from './views/people.tsx';
export { TalkPanel } from './views/talk-panel.tsx';

/** Their style, built in: the pane allows itself no other. */
declare const SCREENS_STYLE: string;

const style = new CSSStyleSheet();
style.replaceSync(SCREENS_STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
