import type { Catalogue } from './translate.ts';

/** The sentences of the timeline in Urdu. Not reviewed by a native speaker. */
export const urTime = {
  'time.title': 'خط زمانی',
  'time.fold': 'خط زمانی دکھائیں یا سمیٹیں',
  'time.window': '{days} ({n, plural, one {# دن} other {# دن}})',
  'time.start-open': 'کھلا، پہلے ریکارڈ سے',
  'time.end-open': 'کھلا، آخری ریکارڈ تک',
  'time.slider-start': 'دورانیے کا پہلا دن',
  'time.slider-end': 'دورانیے کا آخری دن',
  'time.slider-window': 'پورا دورانیہ',
  'time.count':
    '{n, plural, =0 {واقعے کی کوئی اطلاع نہیں دکھائی گئی} one {واقعے کی # اطلاع درج ہے} other {واقعات کی # اطلاعات درج ہیں}}',
  'time.count-by-status': '{n, plural, one {واقعے کی # اطلاع درج ہے} other {واقعات کی # اطلاعات درج ہیں}}: {statuses}',
  'time.may-be-here':
    '{n, plural, one {مزید # کا وقت صرف ایک طویل مدت تک معلوم ہے جس میں یہ دن شامل ہیں} other {مزید # کا وقت صرف ایک طویل مدت تک معلوم ہے جس میں یہ دن شامل ہیں}}',
  'time.drawing': 'درج {n, plural, one {# اطلاع} other {# اطلاعات}} کا حیثیت کے لحاظ سے ہسٹوگرام؛ اعداد جدول میں ہیں',
  'time.count-short': '{n, plural, =0 {کوئی نہیں دکھائی گئی} one {# اطلاع درج} other {# اطلاعات درج}}',
  'time.list-comma': '، ',

  'time.controls': 'چلانا اور دکھانا',
  'time.play': 'چلائیں (p)',
  'time.pause': 'روکیں (p)',
  'time.step-back': 'ایک قدم پیچھے',
  'time.step-on': 'ایک قدم آگے',
  'time.mode': 'کیا حرکت کرے',
  'time.mode-window': 'سرکتا دورانیہ',
  'time.mode-cumulative': 'بڑھتا دورانیہ',
  'time.speed': 'رفتار',
  'time.days-a-second': '{n, plural, one {# دن فی سیکنڈ} other {# دن فی سیکنڈ}}',
  'time.log': 'لوگ',
  'time.logarithmic': 'لوگارتھمی اونچائیاں',
  'time.close': 'دورانیہ قریب سے دکھائیں',
  'time.show-compare': 'پچھلے دنوں سے موازنہ',
  'time.show-table': 'جدول میں دکھائیں',

  'time.reading': 'جنگ بندی کا آغاز، {days}، بقول: {holder}',
  'time.talks': '{days}: {title}',
  'time.closure': '{names}: {state}۔ اس کا اختتام درج نہیں۔',

  'time.compare-caption': 'درج اطلاعات: یہ دورانیہ اور اس سے پہلے کے اتنے ہی دن',
  'time.compare-needs-window':
    'پہلے اور آخری دن کے ساتھ دورانیہ چنیں: تب اسے اس سے پہلے کے اتنے ہی دنوں کے ساتھ رکھا جائے گا۔',
  'time.column-reports': 'واقعات کی درج اطلاعات',
  'time.column-difference': 'فرق',
  'time.column-percent': 'فیصد میں',
  'time.all-reports': 'کل',
  'time.percent': '{n}%',
  'time.no-percent': 'صفر کا فیصد نہیں ہوتا',
  'time.in-both':
    '{n, plural, one {# اطلاع کا معلوم وقت دونوں دورانیوں کو چھوتا ہے؛ وہ دونوں میں گنی گئی ہے۔} other {# اطلاعات کا معلوم وقت دونوں دورانیوں کو چھوتا ہے؛ وہ دونوں میں گنی گئی ہیں۔}}',
  'time.before-the-record': 'پچھلے دن پہلی درج اطلاع، {day}، سے بھی پہلے تک جاتے ہیں۔',
  'time.unobserved':
    'گنتی درج اطلاعات کی ہے، اس کی نہیں جو ہوا۔ جن دنوں کی کوئی اطلاع نہیں ممکن ہے ان کا مشاہدہ ہی نہ ہوا ہو: کچھ درج نہ ہونے کا مطلب یہ نہیں کہ کچھ نہیں ہوا۔',

  'time.table-caption': 'درج اطلاعات، دنوں (UTC) اور حیثیت کے لحاظ سے، دورانیے کے سوا تمام فلٹروں کے تحت',
  'time.column-days': 'دن، UTC',
  'time.column-all': 'کل',
  'time.some-time-in': '{days} میں کسی وقت',
  'time.outside-axis':
    '{n, plural, one {# اطلاع ان دنوں سے پہلے یا بعد کی ہے۔} other {# اطلاعات ان دنوں سے پہلے یا بعد کی ہیں۔}}',
  'time.table-note':
    'ہر اطلاع ایک بار گنی گئی ہے: جہاں اس کا وقت ایک پٹی سے چوڑا نہ ہو وہاں اس کے آغاز سے، ورنہ ان دنوں کی اپنی سطر میں جن میں وہ آتی ہے۔ لوگارتھمی اونچائی میں پوری پٹی لوگارتھم پر چلتی ہے اور حیثیتیں اسے تناسب سے بانٹتی ہیں۔ جن دنوں کی سطر نہیں ان کی کوئی اطلاع درج نہیں، جس کا مطلب یہ نہیں کہ کچھ نہیں ہوا۔',
  'keys.p': 'خط زمانی چلائیں یا روکیں',
  'keys.timeline':
    'خط زمانی کے دورانیے پر: تیر ایک دن، Page Up اور Page Down زیادہ، Home اور End سروں تک لے جاتے ہیں، Escape صاف کرتا ہے۔',
} as const satisfies Catalogue;
