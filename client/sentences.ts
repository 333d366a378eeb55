import type { Problem } from './admin/call.ts';

/** What comes back from the server: of the channel, or over HTTP. */
export type Refusable = { ok: boolean } | { ok: false; code: string; message: string };

/** What the server says of a refusal, by its code; `{0}`: its own sentence, where that says more than any other could. */
const sentences: Record<string, Record<string, string>> = {
  de: {
    invalid: 'Eine Angabe fehlt oder stimmt nicht: {0}',
    unknown_person: 'Unter diesem Namen gibt es niemanden, den du erreichen kannst.',
    unknown_invitation: 'Diese Einladung gibt es nicht.',
    unknown_conversation: 'Dieses Gespräch gibt es für dich nicht.',
    unknown_log_in: 'Diese Anmeldung gibt es nicht, oder sie ist schon beendet.',
    unknown_token: 'Diesen Token gibt es nicht, oder er ist schon beendet.',
    unknown_left: 'Diese Nachricht liegt nicht mehr bei dir.',
    unknown_session: 'Diese Sitzung ist nicht mehr offen.',
    unknown_webhook: 'Diesen Webhook gibt es nicht.',
    unknown_code: 'Diesen Code gibt es nicht, oder er wurde benutzt.',
    wrong_code: 'Der Code oder Link stimmt nicht, wurde benutzt oder ist abgelaufen.',
    unknown_announcement: 'Diese Mitteilung gibt es nicht.',
    unknown_template: 'Eine Vorlage dieses Namens gibt es nicht.',
    announcement_over: 'Die Mitteilung ist schon gesendet, zurückgezogen oder vorbei.',
    unknown_message: 'Diese Nachricht gibt es hier nicht.',
    unknown_file: 'Eine Datei ist nicht mehr da, gehört jemand anderem oder wurde schon gesendet.',
    file_refused: 'Die Datei wird nicht angenommen: {0}',
    message_deleted: 'Die Nachricht wurde gelöscht.',
    unknown_bypass: 'Diese Website bleibt nicht geschlossen.',
    unknown_hold: 'Eine solche Sicherung ist nicht in Kraft.',
    held: 'Das muss bleiben: Es ist für ein Verfahren gesichert.',
    unknown_help: 'Diese Hilfeanfrage gibt es nicht.',
    help_taken: 'Jemand anderes von der Hilfe hat diese Anfrage übernommen.',
    help_over: 'Diese Hilfeanfrage ist abgeschlossen.',
    unknown_group: 'Eine Gruppe dieses Namens gibt es nicht.',
    invitation_over: 'Die Einladung ist schon beantwortet, zurückgezogen oder abgelaufen.',
    conversation_left: 'Du hast dieses Gespräch verlassen.',
    conflict: 'Das geht so nicht: {0}',
    wrong_password: 'Das Passwort der Gruppe fehlt oder stimmt nicht.',
    forbidden: 'Das darfst du nicht: {0}',
    limited: 'Zu viele Versuche. Warte ein wenig und versuch es noch einmal.',
    not_audited: 'Es ist getan, ließ sich aber nicht ins Protokoll schreiben.',
    unavailable: 'Der Server konnte das nicht speichern. Versuch es noch einmal.',
    unauthorized: 'Du bist abgemeldet. Lade die Seite neu, um dich wieder anzumelden.',
    disabled: 'Dieses Konto darf sich zurzeit nicht anmelden.',
    too_large: 'Das ist zu lang.',
    internal: 'Auf dem Server ging etwas schief.',
  },
  ar: {
    invalid: 'معلومة ناقصة أو غير صحيحة: {0}',
    unknown_person: 'لا أحد بهذا الاسم يمكنك الوصول إليه.',
    unknown_invitation: 'لا توجد هذه الدعوة.',
    unknown_conversation: 'لا توجد هذه المحادثة لك.',
    unknown_log_in: 'لا يوجد تسجيل الدخول هذا، أو انتهى بالفعل.',
    unknown_token: 'لا يوجد هذا الرمز المميز، أو انتهى بالفعل.',
    unknown_left: 'لم تعد هذه الرسالة لديك.',
    unknown_session: 'لم تعد هذه الجلسة مفتوحة.',
    unknown_webhook: 'لا يوجد هذا الـ webhook.',
    unknown_code: 'لا يوجد هذا الرمز، أو استُخدم.',
    wrong_code: 'الرمز أو الرابط غير صحيح، أو استُخدم، أو انتهت مدته.',
    unknown_announcement: 'لا يوجد هذا الإعلان.',
    unknown_template: 'لا يوجد قالب بهذا الاسم.',
    announcement_over: 'أُرسل الإعلان أو سُحب أو انتهى بالفعل.',
    unknown_message: 'لا توجد هذه الرسالة هنا.',
    unknown_file: 'أحد الملفات لم يعد موجودًا، أو هو لغيرك، أو أُرسل بالفعل.',
    file_refused: 'لم يُقبل الملف: {0}',
    message_deleted: 'حُذفت هذه الرسالة.',
    unknown_bypass: 'هذا الموقع ليس من المواقع التي تبقى مغلقة.',
    unknown_hold: 'لا يوجد حجز كهذا سارٍ.',
    held: 'يجب أن يبقى هذا: إنه تحت حجز قانوني.',
    unknown_help: 'لا يوجد طلب المساعدة هذا.',
    help_taken: 'تولّى شخص آخر من مكتب المساعدة هذا الطلب.',
    help_over: 'أُغلق طلب المساعدة هذا.',
    unknown_group: 'لا توجد مجموعة بهذا الاسم.',
    invitation_over: 'أُجيب عن الدعوة أو سُحبت أو انتهت مدتها.',
    conversation_left: 'لقد غادرت هذه المحادثة.',
    conflict: 'لا يمكن ذلك هكذا: {0}',
    wrong_password: 'كلمة مرور المجموعة ناقصة أو غير صحيحة.',
    forbidden: 'لا يحق لك ذلك: {0}',
    limited: 'محاولات كثيرة. انتظر قليلًا ثم حاول مرة أخرى.',
    not_audited: 'تم ذلك، لكن تعذّرت كتابته في سجل التدقيق.',
    unavailable: 'تعذّر على الخادم حفظ ذلك. حاول مرة أخرى.',
    unauthorized: 'تم تسجيل خروجك. أعد تحميل الصفحة لتسجيل الدخول من جديد.',
    disabled: 'لا يمكن لهذا الحساب تسجيل الدخول حاليًا.',
    too_large: 'هذا طويل جدًا.',
    internal: 'حدث خطأ في الخادم.',
  },
};

/** Of a code that is not known, the server's own sentence. */
export function sentence(language: string, code: string, said: string): string {
  const own = sentences[language]?.[code];
  return own === undefined ? said : own.replace('{0}', () => `\u2068${said}\u2069`);
}

/** The same answer, with what it refuses in another language. */
export async function translated<A extends Refusable>(answer: A, language: string): Promise<A> {
  if ('message' in answer) {
    const { code, message } = answer;
    return { ...answer, message: sentence(language, code, message) };
  }
  return answer instanceof Response ? ((await inResponse(answer, language)) as typeof answer) : answer;
}

async function inResponse(answer: Response, language: string): Promise<Response> {
  const { status, headers } = answer;
  const text = await answer.clone().text();
  const problem = JSON.parse(text) as Problem;
  const detail = sentence(language, problem.code, problem.detail);
  return new Response(JSON.stringify({ ...problem, detail }), { status, headers });
}
