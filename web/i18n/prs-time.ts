import type { Catalogue } from './translate.ts';

/** The sentences of the timeline in Dari. Not reviewed by a native speaker. */
export const prsTime = {
  'time.title': 'خط زمان',
  'time.fold': 'نمایش یا جمع کردن خط زمان',
  'time.window': '{days} ({n, plural, one {# روز} other {# روز}})',
  'time.start-open': 'باز، از نخستین ثبت',
  'time.end-open': 'باز، تا آخرین ثبت',
  'time.slider-start': 'نخستین روز بازه',
  'time.slider-end': 'آخرین روز بازه',
  'time.slider-window': 'همهٔ بازه',
  'time.count':
    '{n, plural, =0 {هیچ گزارش رویدادی نشان داده نشده} one {# گزارش رویداد ثبت است} other {# گزارش رویداد ثبت است}}',
  'time.count-by-status': '{n, plural, one {# گزارش رویداد ثبت است} other {# گزارش رویداد ثبت است}}: {statuses}',
  'time.may-be-here':
    '{n, plural, one {زمان # گزارش دیگر تنها تا مدتی درازتر معلوم است که این روزها در آن است} other {زمان # گزارش دیگر تنها تا مدتی درازتر معلوم است که این روزها در آن است}}',
  'time.drawing': 'هستوگرام {n, plural, one {# گزارش} other {# گزارش}} ثبت‌شده به تفکیک وضعیت؛ ارقام در جدول است',
  'time.count-short': '{n, plural, =0 {هیچ نشان داده نشده} one {# گزارش ثبت} other {# گزارش ثبت}}',
  'time.list-comma': '، ',

  'time.controls': 'پخش و نمایش',
  'time.play': 'پخش (p)',
  'time.pause': 'توقف (p)',
  'time.step-back': 'یک گام به عقب',
  'time.step-on': 'یک گام به پیش',
  'time.mode': 'چه حرکت کند',
  'time.mode-window': 'بازهٔ روان',
  'time.mode-cumulative': 'بازهٔ رو به افزایش',
  'time.speed': 'سرعت',
  'time.days-a-second': '{n, plural, one {# روز در ثانیه} other {# روز در ثانیه}}',
  'time.log': 'لگ',
  'time.logarithmic': 'بلندی‌های لگاریتمی',
  'time.close': 'نمایش بازه از نزدیک',
  'time.show-compare': 'مقایسه با روزهای پیش',
  'time.show-table': 'نمایش به صورت جدول',

  'time.reading': 'آغاز آتش‌بس، {days}، به قول: {holder}',
  'time.talks': '{days}: {title}',
  'time.closure': '{names}: {state}. پایان آن ثبت نیست.',

  'time.compare-caption': 'گزارش‌های ثبت‌شده: این بازه و همان شمار روز پیش از آن',
  'time.compare-needs-window':
    'بازه‌ای با روز نخست و روز آخر برگزینید: آنگاه در کنار همان شمار روز پیش از آن گذاشته می‌شود.',
  'time.column-reports': 'گزارش‌های ثبت‌شدهٔ رویداد',
  'time.column-difference': 'تفاوت',
  'time.column-percent': 'به فیصد',
  'time.all-reports': 'همه',
  'time.percent': '{n}٪',
  'time.no-percent': 'از هیچ فیصد گرفته نمی‌شود',
  'time.in-both':
    '{n, plural, one {زمان معلوم # گزارش به هر دو بازه می‌رسد؛ در هر دو شمرده شده است.} other {زمان معلوم # گزارش به هر دو بازه می‌رسد؛ در هر دو شمرده شده‌اند.}}',
  'time.before-the-record': 'روزهای پیشین به پیش از نخستین گزارش ثبت‌شده، {day}، می‌رسد.',
  'time.unobserved':
    'شمارش از گزارش‌های ثبت‌شده است، نه از آنچه رخ داده. روزهای بی‌گزارش شاید مشاهده نشده باشند: ثبت نبودن چیزی بدان معنا نیست که چیزی رخ نداده است.',

  'time.table-caption': 'گزارش‌های ثبت‌شده به تفکیک روز (UTC) و وضعیت، زیر همهٔ فلترها جز بازه',
  'time.column-days': 'روزها، UTC',
  'time.column-all': 'همه',
  'time.some-time-in': 'زمانی در {days}',
  'time.outside-axis': '{n, plural, one {# گزارش پیش یا پس از این روزهاست.} other {# گزارش پیش یا پس از این روزهاست.}}',
  'time.table-note':
    'هر گزارش یک بار شمرده می‌شود: جایی که زمانش از یک ستون پهن‌تر نیست، با آغاز آن؛ وگرنه در سطری جداگانه با روزهایی که در آن است. در بلندی لگاریتمی همهٔ ستون از لگاریتم پیروی می‌کند و وضعیت‌ها آن را به تناسب بخش می‌کنند. روزهایی که سطر ندارند گزارش ثبت‌شده ندارند، و این بدان معنا نیست که چیزی رخ نداده است.',
  'keys.p': 'پخش یا توقف خط زمان',
  'keys.timeline':
    'روی بازهٔ خط زمان: پیکان‌ها یک روز، Page Up و Page Down بیشتر، Home و End تا دو سر می‌برند، Escape پاک می‌کند.',
} as const satisfies Catalogue;
