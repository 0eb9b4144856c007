/** The conditions of the rules and how we decide, in Urdu. Not reviewed by a native speaker. */
export const urGuards = {
  'guard.record-stands': 'ریکارڈ قائم ہے: نہ واپس لیا گیا، نہ ضم کیا گیا۔',
  'guard.not-own-submission': 'کوئی اپنی پیش کی ہوئی چیز کا جائزہ نہیں لیتا۔',
  'guard.duplicates-checked': 'دہراؤ تلاش کیے گئے۔',
  'guard.parties-may-read': 'دونوں فریق ریکارڈ پڑھ سکتے ہیں۔',
  'guard.lead-is-neutral-and-not-submitter': 'ذمہ دار غیر جانب دار ہے اور اس نے اسے پیش نہیں کیا۔',
  'guard.two-independent-groups': 'آزاد اصل کے ذرائع یا شواہد یہ کہتے ہیں۔',
  'guard.one-good-item': 'کم از کم ایک چیز B2 یا بہتر درجے کی ہے، یا ہمارا اپنا مشاہدہ ہے۔',
  'guard.positions-asked': 'دونوں فریقوں سے موقف پوچھا گیا۔',
  'guard.no-technical-failure': 'کوئی چیز تکنیکی جانچ میں ناکام نہیں۔',
  'guard.mode-has-both-parties': 'دونوں فریق نظام میں شریک ہیں۔',
  'guard.all-three-signed-this-content': 'دونوں فریقوں اور صدر نشین نے ایک ہی متن پر دستخط کیے۔',
  'guard.within-the-window': 'سب دستخط مقررہ وقت میں ہوئے۔',
  'guard.somebody-disputes-with-reasons': 'ایک فریق اختلاف کرتا ہے اور وجوہات دیتا ہے۔',
  'guard.an-item-of-evidence': 'کم از کم ایک ذریعہ یا شہادت درج ہے۔',
  'guard.reason-of-the-table': 'قواعد کی ایک وجہ نامزد ہے۔',
  'guard.restriction-is-linked': 'جہاں رسائی نہیں دی گئی، انکار کا ریکارڈ نامزد ہے۔',
  'guard.negative-check': 'موقع پر یا دور سے جانچ سے ثبوت نہیں ملا۔',
  'guard.review-date-is-near': 'نظرثانی کا دن مقرر ہے، مقررہ مدت کے اندر۔',
  'guard.new-item-or-error-notice': 'کچھ نیا ہے، یا غلطی کی اطلاع ہے۔',
  'guard.liaison-reopens-once': 'رابطہ کار ایک کیس ایک بار دوبارہ کھولتا ہے۔',
  'guard.is-the-alleged-party': 'وہی فریق تسلیم کرتا ہے جس کا نام دوسرے لیتے ہیں۔',
  'guard.formal-acknowledgement': 'اس کا موجودہ رسمی موقف پورا یا جزوی تسلیم کرتا ہے۔',
  'guard.at-least-corroborated': 'کم از کم تائید شدہ پایا گیا۔',
  'guard.three-groups-of-two-kinds': 'کئی آزاد اصل اور ایک سے زیادہ قسم کی چیزیں یہ کہتی ہیں۔',
  'guard.robust-to-the-line': 'دوسری حوالہ لکیر پر نتیجہ وہی ہوتا۔',
  'guard.alternatives-recorded': 'دوسری توجیہات درج کی گئیں۔',
  'guard.attribution-is-firm': 'کس نے کیا: تسلیم شدہ، یا زیادہ اعتماد سے جانچا گیا۔',
  'guard.provision-and-reading-cited': 'شق اور تشریح نامزد ہیں۔',
  'guard.parties-were-heard': 'دونوں فریق جواب دے چکے، یا ان کا وقت ختم ہو گیا۔',

  'guard-missing.record-stands': 'ریکارڈ واپس لیا گیا یا ضم کیا گیا۔ اس پر اب کچھ طے نہیں ہوتا۔',
  'guard-missing.not-own-submission': 'یہ آپ نے پیش کیا۔ یہ کام کسی اور کو کرنا ہے۔',
  'guard-missing.duplicates-checked': 'دہراؤ تلاش کریں، پھر فارم میں بتائیں۔',
  'guard-missing.parties-may-read':
    'اس کا درجہ V{level, number} ہے۔ پہلے اسے V{needed, number} تک کھولیں، تاکہ دونوں فریق پڑھ سکیں کہ ان سے کیا پوچھا گیا۔',
  'guard-missing.lead-is-neutral-and-not-submitter':
    'غیر جانب دار عملے میں سے ایسا ذمہ دار منتخب کریں جس نے اسے پیش نہیں کیا۔',
  'guard-missing.two-independent-groups':
    '{groups, plural, one {# آزاد اصل} other {# آزاد اصل}} درج ہے؛ {needed, number} چاہییں۔ دوسری اصل کا ذریعہ یا شہادت شامل کریں۔',
  'guard-missing.one-good-item':
    '{graded, plural, =0 {ابھی کسی ذریعے کو درجہ نہیں دیا گیا۔} one {# ذریعے کو درجہ ملا، مگر B2 یا بہتر نہیں۔} other {# ذرائع کو درجہ ملا، کوئی B2 یا بہتر نہیں۔}} ذرائع کو درجہ دیں، یا اپنا مشاہدہ شامل کریں۔',
  'guard-missing.positions-asked':
    '{unasked, plural, one {# فریق سے} other {# فریقوں سے}} نہیں پوچھا گیا۔ دونوں سے موقف پوچھیں۔',
  'guard-missing.no-technical-failure':
    '{failed, plural, one {# چیز} other {# چیزیں}} تکنیکی جانچ میں ناکام۔ پہلے اسے حل کریں۔',
  'guard-missing.mode-has-both-parties':
    'ایک یا دونوں فریق ابھی شریک نہیں۔ مشترکہ نتیجہ نہیں نکالا جاتا؛ غیر جانب دار عملے کا نتیجہ سب سے اونچا ہے۔',
  'guard-missing.all-three-signed-this-content': '{needed, number} میں سے {signed, number} نے اس متن پر دستخط کیے۔',
  'guard-missing.within-the-window':
    'دستخطوں میں {days, plural, one {# دن} other {# دن}} سے زیادہ فاصلہ ہے۔ سب سے پہلا دوبارہ دینا ہوگا۔',
  'guard-missing.somebody-disputes-with-reasons':
    'کسی فریق نے موقف میں حقائق سے اختلاف نہیں کیا، نہ وجوہات کے ساتھ اختلافی رائے دی۔',
  'guard-missing.an-item-of-evidence': 'اس کے حق میں کچھ درج نہیں۔ ذریعہ یا شہادت شامل کریں۔',
  'guard-missing.reason-of-the-table': 'فارم میں وجہ منتخب کریں۔',
  'guard-missing.restriction-is-linked': 'فارم میں انکار کا ریکارڈ نامزد کریں۔',
  'guard-missing.negative-check': 'فارم میں کی گئی جانچ درج کریں۔',
  'guard-missing.review-date-is-near':
    'آج سے زیادہ سے زیادہ {days, plural, one {# دن} other {# دن}} تک کا دن منتخب کریں۔',
  'guard-missing.new-item-or-error-notice':
    '{new, plural, =0 {فیصلے کے بعد کچھ نہیں آیا۔ بتائیں غلطی کیا ہے۔} one {فیصلے کے بعد # چیز آئی۔ اسے نامزد کریں، یا بتائیں غلطی کیا ہے۔} other {فیصلے کے بعد # چیزیں آئیں۔ ایک نامزد کریں، یا بتائیں غلطی کیا ہے۔}}',
  'guard-missing.liaison-reopens-once': 'آپ کا فریق اسے پہلے کھول چکا ہے۔ صدر نشین یا ثالث کھول سکتا ہے۔',
  'guard-missing.is-the-alleged-party': 'متعلقہ فریق کے سوا کوئی آپ کے فریق کا نام نہیں لیتا۔',
  'guard-missing.formal-acknowledgement': 'پہلے ایسا رسمی موقف دیں جو پورا یا جزوی تسلیم کرے۔',
  'guard-missing.at-least-corroborated': 'پہلے اسے تائید شدہ پایا جانا چاہیے۔',
  'guard-missing.three-groups-of-two-kinds':
    '{neededGroups, number} میں سے {groups, number} آزاد اصل اور {neededKinds, number} میں سے {kinds, number} قسمیں درج ہیں۔',
  'guard-missing.robust-to-the-line':
    'پہلے درج کریں کہ دوسری حوالہ لکیر پر نتیجہ مختلف ہوتا یا نہیں۔ جہاں مختلف ہو، وہاں یہ نہیں جانچا جاتا کہ کس نے کیا۔',
  'guard-missing.alternatives-recorded': 'پہلے کم از کم ایک دوسری توجیہ درج کریں۔',
  'guard-missing.attribution-is-firm': 'پہلے یہ تسلیم ہو، یا زیادہ اعتماد سے جانچا جائے، کہ کس نے کیا۔',
  'guard-missing.provision-and-reading-cited': 'فارم میں شق اور تشریح نامزد کریں۔',
  'guard-missing.parties-were-heard':
    '{unheard, plural, one {# فریق نے} other {# فریقوں نے}} نہ جواب دیا، نہ ان کی مہلت گزری۔ انتظار کریں، یا پوچھیں۔',

  'rules.title': 'ہم فیصلہ کیسے کرتے ہیں',
  'rules.lead':
    'چار سوالوں کے جواب الگ الگ دیے جاتے ہیں: کچھ ہوا یا نہیں، کس نے کیا، کوئی شق ٹوٹی یا نہیں، اور فریق متفق ہیں یا نہیں۔ نیچے سب کچھ وہ ہے جسے سروس خود دیکھتی ہے؛ جو ان فہرستوں میں نہیں وہ نہیں ہو سکتا۔',
  'rules.loading': 'قواعد لوڈ ہو رہے ہیں',
  'rules.back': 'نقشے پر واپس',
  'rules.print': 'چھاپیں',
  'rules.mode': 'اس وقت کون شریک ہے',
  'mode.full-joint': 'دونوں فریق اور غیر جانب دار عملہ شریک ہیں۔ مشترکہ نتائج نکالے جا سکتے ہیں۔',
  'mode.one-party-absent':
    'ایک فریق اس وقت شریک نہیں۔ اس کا موقف اس کے عوامی بیانات سے لیا جاتا ہے اور ایسا لکھا جاتا ہے؛ کچھ اس کا انتظار نہیں کرتا، اور مشترکہ نتیجہ نہیں نکالا جاتا۔',
  'mode.mediators-only':
    'ثالث اور غیر جانب دار عملہ فریقین کے بغیر کام کرتے ہیں۔ ان کے موقف عوامی بیانات سے لیے جاتے ہیں اور ایسا لکھا جاتا ہے؛ مشترکہ نتیجہ نہیں نکالا جاتا۔',
  'rules.absent': 'شریک نہیں: {party}۔',
  'rules.ceiling': 'تب سب سے اونچا نتیجہ ”تائید شدہ“ ہے: غیر جانب دار عملے نے پایا، مشترکہ تصدیق نہیں ہوئی۔',
  'rules.axes': 'چار سوال',
  'axis.occurrence': 'کیا یہ ہوا؟',
  'axis.attribution': 'کس نے کیا؟',
  'axis.compliance': 'کیا کوئی شق ٹوٹی؟',
  'axis.agreement': 'کیا فریق متفق ہیں؟',
  'axis-text.occurrence': 'کیا کچھ ہوا، تقریباً وہاں اور تقریباً تب۔ یہ اس بارے میں کچھ نہیں کہتا کہ کس نے کیا۔',
  'axis-text.attribution':
    'ایک الگ سوال۔ فریق جو بتاتے ہیں وہ بتایا ہوا دکھایا جاتا ہے؛ جانچ کے لیے صدر نشین اور کئی جائزہ کار چاہییں۔',
  'axis-text.compliance':
    'ہمیشہ معاہدے کی ایک نامزد تشریح کے تحت، کیونکہ تشریحات مختلف ہیں۔ مشترکہ کمیشن فیصلہ کرتا ہے؛ صدر نشین اسے درج کرتا ہے۔',
  'axis-text.agreement':
    'کوئی اس کا فیصلہ نہیں کرتا: یہ ریکارڈ کے عین متن پر دستخطوں سے نکلتا ہے۔ جو فریق جواب نہ دے وہ خاموش ہے، اور خاموشی اتفاق نہیں۔',
  'rules.moves': 'قدموں کی فہرست',
  'rules.moves-of': 'سوال ”{axis}“ پر قدم',
  'rules.from': 'کہاں سے',
  'rules.to': 'کہاں تک',
  'rules.who': 'کس کی رائے چاہیے',
  'rules.guards': 'شرطیں، جنہیں سروس دیکھتی ہے',
  'rules.any-of': 'ان میں سے ایک: {list}',
  'rules.all-of': 'یہ سب: {list}',
  'rules.people': '{role} × {people, number}',
  'rules.as-before': 'جہاں پہلے تھا',
  'rules.thresholds': 'وقت اور تعداد',
  'rules.thresholds-text': 'دونوں فریقوں کے لیے ایک جیسے۔ کسی ایک فریق کے لیے الگ مقرر کرنے کی کوئی جگہ نہیں۔',
  'rules.hours': '{n, plural, one {# گھنٹہ} other {# گھنٹے}}',
  'rules.days': '{n, plural, one {# دن} other {# دن}}',
  'threshold.acknowledgeHours': 'رپورٹ کا نوٹس لیا جاتا ہے',
  'threshold.triageHours': 'رپورٹ کی ابتدائی جانچ ہوتی ہے',
  'threshold.flashAnswerHours': 'فوری درخواست کے جواب کا وقت',
  'threshold.ordinaryAnswerHours': 'معمول کی درخواست کے جواب کا وقت',
  'threshold.preliminaryHours': 'ابتدائی نتیجہ اتنے وقت میں',
  'threshold.decisionDays': 'فیصلہ اتنے وقت میں',
  'threshold.signoffWindowDays': 'سب دستخط اتنے وقت میں',
  'threshold.longestSuspensionDays': 'معطلی زیادہ سے زیادہ',
  'threshold.reviewers': 'نتیجے کے لیے غیر جانب دار جائزہ کار',
  'threshold.independentGroups': '”تائید شدہ“ کے لیے آزاد اصل',
  'threshold.groupsForAttribution': 'کس نے کیا، اس کی جانچ کے لیے آزاد اصل',
  'threshold.kindsForAttribution': 'کس نے کیا، اس کی جانچ کے لیے ذرائع کی قسمیں',
  'rules.invariants': 'جو ہمیشہ قائم رہتا ہے',
  'invariant.nobody-reviews-their-own-submission': 'کوئی اپنی پیش کی ہوئی چیز کا جائزہ نہیں لیتا۔',
  'invariant.silence-is-never-assent': 'خاموشی کبھی اتفاق نہیں۔',
  'invariant.no-party-moves-alone':
    'کوئی فریق اکیلا کبھی یہ نہیں بدلتا کہ کچھ ہوا مانا جائے یا نہیں، اور دوسرے فریق کے الفاظ کبھی نہیں بدلتا۔',
  'invariant.requests-go-to-both-at-once': 'ہر درخواست اور ہر مہلت ایک ہی لمحے دونوں فریقوں کو جاتی ہے۔',
  'invariant.joint-findings-have-three-signatures':
    'مشترکہ نتیجے پر ایک ہی متن کے تحت تین دستخط ہوتے ہیں: دونوں فریقوں اور صدر نشین کے۔',
  'invariant.thresholds-are-the-same-for-both': 'وقت اور تعداد دونوں فریقوں کے لیے ایک جیسے ہیں۔',
  'invariant.every-step-is-on-record': 'ہر قدم درج ہے: کردار، وقت، وجہ اور وہ متن جس پر یہ ہوا۔',
  'rules.grades': 'ذرائع کو درجہ کیسے دیا جاتا ہے',
  'rules.grades-text':
    'دو الگ فیصلے: ذریعہ کتنا قابل اعتماد ہے، اور یہ بات کتنی معتبر ہے۔ قابل اعتماد ذریعہ یہاں غلط ہو سکتا ہے، اور ناقابل اعتماد درست۔',
  'rules.words': 'ہمارے الفاظ',
  'rules.words-text':
    'فریق جو کہتا ہے وہ واوین میں، اس کی اپنی زبان میں، اس کے نام کے ساتھ ہے: اس نے ”بتایا“، خواہ کوئی بھی فریق ہو۔ جس رپورٹ کا ثبوت نہ ملے اس کا ”ثبوت نہیں ملا“۔ کوئی اسکرین واقعات کو فریق کے حساب سے نہیں گنتی۔',
} as const;
