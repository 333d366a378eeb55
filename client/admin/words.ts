import { useMemo } from 'preact/hooks';
import { fill } from '../strings.ts';

/** A table of texts in the three languages that there are; `{0}`, `{1}` stand for what is put in. */
export interface Texts<K extends string> {
  en: Record<K, string>;
  de: Record<K, string>;
  ar: Record<K, string>;
}

export type Words<K extends string> = (key: K, ...values: (string | number)[]) => string;

/** The texts of a table in one language, English where there is no such. */
export const wordsOf =
  <K extends string>(texts: Texts<K>, language: string): Words<K> =>
  (key, ...values) =>
    fill((texts[language as keyof Texts<K>] ?? texts.en)[key], language, values);

/** The same in the language of the page. */
export const useTexts = <K extends string>(texts: Texts<K>): Words<K> =>
  useMemo(() => wordsOf(texts, document.documentElement.lang), [texts]);

/** What several sections say. */
export const common = {
  en: {
    title: 'Administration',
    sections: 'Sections',
    conversations: 'Conversations',
    conversationsNew: 'Conversations, new: {0}',
    closeConversations: 'Close the conversations',
    skip: 'Skip to content',
    loading: 'Loading…',
    notLoaded: 'This could not be loaded.',
    notLoadedPart: 'This part could not be loaded. Reload the page.',
    offline: 'There is no connection at the moment.',
    old: 'There is no connection at the moment; what you see is as of {0}.',
    tryAgain: 'Try again',
    failed: 'That did not work.',
    unauthorized: 'You are logged out here. Reload the page to log in again.',
    forbidden: 'This needs a right that you do not have.',
    nothingHere: 'There is nothing at this address.',
    toStart: 'To the beginning',
    back: 'Back to {0}',
    save: 'Save',
    saved: 'Saved.',
    cancel: 'Cancel',
    close: 'Close',
    undo: 'Undo',
    copy: 'Copy',
    copied: 'Copied.',
    remove: 'Remove',
    optional: 'optional',
    previous: 'Previous',
    next: 'Next',
    range: '{0} to {1} of {2}',
    toApprove: 'waiting for your approval: {0}',
    nobody: 'nobody',
    operator: 'the machine',
    now: 'now',
    on: 'on',
    off: 'off',
  },
  de: {
    title: 'Verwaltung',
    sections: 'Bereiche',
    conversations: 'Gespräche',
    conversationsNew: 'Gespräche, neu: {0}',
    closeConversations: 'Gespräche schließen',
    skip: 'Zum Inhalt',
    loading: 'Wird geladen …',
    notLoaded: 'Das ließ sich nicht laden.',
    notLoadedPart: 'Dieser Teil ließ sich nicht laden. Lade die Seite neu.',
    offline: 'Gerade besteht keine Verbindung.',
    old: 'Gerade besteht keine Verbindung; das hier ist der Stand von {0}.',
    tryAgain: 'Noch einmal',
    failed: 'Das ging nicht.',
    unauthorized: 'Du bist hier abgemeldet. Lade die Seite neu, um dich wieder anzumelden.',
    forbidden: 'Dafür fehlt dir ein Recht.',
    nothingHere: 'Unter dieser Adresse gibt es nichts.',
    toStart: 'Zum Anfang',
    back: 'Zurück zu {0}',
    save: 'Speichern',
    saved: 'Gespeichert.',
    cancel: 'Abbrechen',
    close: 'Schließen',
    undo: 'Rückgängig',
    copy: 'Kopieren',
    copied: 'Kopiert.',
    remove: 'Entfernen',
    optional: 'freiwillig',
    previous: 'Zurück',
    next: 'Weiter',
    range: '{0} bis {1} von {2}',
    toApprove: 'warten auf deine Freigabe: {0}',
    nobody: 'niemand',
    operator: 'der Rechner selbst',
    now: 'jetzt',
    on: 'an',
    off: 'aus',
  },
  ar: {
    title: 'الإدارة',
    sections: 'الأقسام',
    conversations: 'المحادثات',
    conversationsNew: 'المحادثات، جديد: {0}',
    closeConversations: 'إغلاق المحادثات',
    skip: 'إلى المحتوى',
    loading: 'جارٍ التحميل…',
    notLoaded: 'تعذّر تحميل هذا.',
    notLoadedPart: 'تعذّر تحميل هذا الجزء. أعد تحميل الصفحة.',
    offline: 'لا يوجد اتصال الآن.',
    old: 'لا يوجد اتصال الآن؛ ما تراه كان حتى {0}.',
    tryAgain: 'محاولة مرة أخرى',
    failed: 'لم ينجح ذلك.',
    unauthorized: 'تم تسجيل خروجك هنا. أعد تحميل الصفحة لتسجيل الدخول مجددًا.',
    forbidden: 'هذا يحتاج إلى صلاحية ليست لديك.',
    nothingHere: 'لا شيء على هذا العنوان.',
    toStart: 'إلى البداية',
    back: 'رجوع إلى {0}',
    save: 'حفظ',
    saved: 'تم الحفظ.',
    cancel: 'إلغاء',
    close: 'إغلاق',
    undo: 'تراجع',
    copy: 'نسخ',
    copied: 'تم النسخ.',
    remove: 'إزالة',
    optional: 'اختياري',
    previous: 'السابق',
    next: 'التالي',
    range: '{0} إلى {1} من {2}',
    toApprove: 'بانتظار موافقتك: {0}',
    nobody: 'لا أحد',
    operator: 'الجهاز نفسه',
    now: 'الآن',
    on: 'مفعّل',
    off: 'متوقف',
  },
};

export type CommonKey = keyof (typeof common)['en'];
