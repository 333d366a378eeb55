import type { ComponentType } from 'preact';
import type { Right } from '../../relay/protocol.ts';

/** One section of the administrators' page. Its file is loaded when it is first opened. */
export interface Section {
  /** First word of its address below `/admin`. */
  path: string;
  /** Whoever has it finds the section in the menu. */
  right: Right;
  name: { en: string; de: string; ar: string };
  /** Drawn in a square of 24 units. */
  icon: string;
  load(): Promise<ComponentType>;
}

/** All sections, in the order of the menu. */
export const sections: readonly Section[] = [
  {
    path: 'overview',
    right: 'administer',
    name: { en: 'Overview', de: 'Überblick', ar: 'نظرة عامة' },
    icon: 'M4 19.5h16M4 15l5-5 4 3.5 7-8',
    load: () => import('./overview.tsx').then(({ Overview }) => Overview),
  },
  {
    path: 'announcements',
    right: 'announce',
    name: { en: 'Announcements', de: 'Mitteilungen', ar: 'الإعلانات' },
    icon: 'M4 10v4a1 1 0 0 0 1 1h2.5l8.5 4.5v-15L7.5 9H5a1 1 0 0 0-1 1zM8 15l1.2 5M19 9.5a3.5 3.5 0 0 1 0 5',
    load: () => import('./announcements.tsx').then(({ Announcements }) => Announcements),
  },
  {
    path: 'people',
    right: 'administer',
    name: { en: 'People', de: 'Leute', ar: 'الأشخاص' },
    icon: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.4-3.4 3-5.5 6.5-5.5s6.1 2.1 6.5 5.5M15.5 4.9a3.4 3.4 0 0 1 0 6.2M18 14.4c2 .8 3.2 2.6 3.5 5.1',
    load: () => import('./people.tsx').then(({ People }) => People),
  },
  {
    path: 'groups',
    right: 'administer',
    name: { en: 'Groups', de: 'Gruppen', ar: 'المجموعات' },
    icon: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M16 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c.4-3 2.3-5 5-5s4.6 2 5 5M14 14.5c.6-.3 1.3-.5 2-.5 2.7 0 4.6 2 5 5',
    load: () => import('./groups.tsx').then(({ Groups }) => Groups),
  },
  {
    path: 'sessions',
    right: 'administer',
    name: { en: 'Sessions', de: 'Sitzungen', ar: 'الجلسات' },
    icon: 'M4 5.5h16v10.5H4zM9 20h6M12 16v4',
    load: () => import('./sessions.tsx').then(({ Sessions }) => Sessions),
  },
  {
    path: 'registration',
    right: 'administer',
    name: { en: 'Registration', de: 'Registrierung', ar: 'التسجيل' },
    icon: 'M10 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3.5 19.5c.4-3.4 3-5.5 6.5-5.5 1.5 0 2.8.4 3.8 1M17.5 14v6M14.5 17h6',
    load: () => import('./registration.tsx').then(({ Registration }) => Registration),
  },
  {
    path: 'help-desk',
    right: 'help',
    name: { en: 'Help desk', de: 'Hilfe', ar: 'مكتب المساعدة' },
    icon: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7v.3M12 17v.1',
    load: () => import('./help-desk.tsx').then(({ HelpDeskSection }) => HelpDeskSection),
  },
  {
    path: 'house',
    right: 'administer',
    name: { en: 'Settings', de: 'Einstellungen', ar: 'الإعدادات' },
    icon: 'M4 7h9M17 7h3M4 17h3M11 17h9M13 4.5v5M17 4.5v5M7 14.5v5M11 14.5v5',
    load: () => import('./house.tsx').then(({ HouseSection }) => HouseSection),
  },
  {
    path: 'automation',
    right: 'administer',
    name: { en: 'Automation', de: 'Automatisierung', ar: 'الأتمتة' },
    icon: 'M4 6h7v5H4zM13 13h7v5h-7zM7.5 11v4.5H13M16.5 13V8.5H11',
    load: () => import('./automation.tsx').then(({ Automation }) => Automation),
  },
  {
    path: 'audit',
    right: 'audit',
    name: { en: 'Audit', de: 'Prüfung', ar: 'التدقيق' },
    icon: 'M6 3.5h9l3.5 3.5v13.5H6zM9 11h6.5M9 14.5h6.5M9 7.5h3',
    load: () => import('./audit.tsx').then(({ Audit }) => Audit),
  },
];

/** Those that somebody with these rights finds. */
export const sectionsFor = (rights: readonly Right[]): Section[] =>
  sections.filter(({ right }) => rights.includes(right));

export const nameIn = ({ name }: Pick<Section, 'name'>, language: string): string =>
  name[language as keyof Section['name']] ?? name.en;
