/** The conditions of the rules and how we decide, in English. ICU MessageFormat. */
export const enGuards = {
  'guard.record-stands': 'The record stands: it was not withdrawn or merged.',
  'guard.not-own-submission': 'Nobody reviews what they submitted themselves.',
  'guard.duplicates-checked': 'Duplicates were looked for.',
  'guard.parties-may-read': 'Both parties may read the record.',
  'guard.lead-is-neutral-and-not-submitter': 'The lead is neutral and did not submit it.',
  'guard.two-independent-groups': 'Sources or evidence of independent origins say so.',
  'guard.one-good-item': 'At least one item is graded B2 or better, or is an observation of our own.',
  'guard.positions-asked': 'Both parties were asked for their positions.',
  'guard.no-technical-failure': 'No item failed a technical check.',
  'guard.mode-has-both-parties': 'Both parties take part in the mechanism.',
  'guard.all-three-signed-this-content': 'Both parties and the chair signed the same content.',
  'guard.within-the-window': 'All signatures were given within the time allowed.',
  'guard.somebody-disputes-with-reasons': 'A party disputes it and gives reasons.',
  'guard.an-item-of-evidence': 'At least one source or item of evidence is on record.',
  'guard.reason-of-the-table': 'One of the reasons of the rules is named.',
  'guard.restriction-is-linked': 'Where access was refused, the record of the refusal is named.',
  'guard.negative-check': 'A check at the place or from afar did not bear it out.',
  'guard.review-date-is-near': 'A day of review is set, within the time allowed.',
  'guard.new-item-or-error-notice': 'There is something new, or notice of an error.',
  'guard.liaison-reopens-once': 'A liaison reopens a case once.',
  'guard.is-the-alleged-party': 'It is the party that others name that acknowledges.',
  'guard.formal-acknowledgement': 'Its current formal position acknowledges, whole or in part.',
  'guard.at-least-corroborated': 'It was found at least corroborated.',
  'guard.three-groups-of-two-kinds': 'Items of several independent origins and of more than one kind say so.',
  'guard.robust-to-the-line': 'The finding would be the same under another reference line.',
  'guard.alternatives-recorded': 'Other explanations were recorded.',
  'guard.attribution-is-firm': 'Who did it is acknowledged, or assessed with high confidence.',
  'guard.provision-and-reading-cited': 'The provision and the reading are named.',
  'guard.parties-were-heard': 'Both parties have answered, or their time is over.',

  'guard-missing.record-stands': 'The record was withdrawn or merged. Nothing more is decided on it.',
  'guard-missing.not-own-submission': 'You submitted it. Somebody else has to do this.',
  'guard-missing.duplicates-checked': 'Look for duplicates, then say so in the form.',
  'guard-missing.parties-may-read':
    'Its level is V{level, number}. Open it to V{needed, number} first, so that both parties may read what they are asked about.',
  'guard-missing.lead-is-neutral-and-not-submitter': 'Choose a lead from the neutral staff who did not submit it.',
  'guard-missing.two-independent-groups':
    '{groups, plural, one {# independent origin is} other {# independent origins are}} on record; {needed, number} are needed. Add a source or evidence of another origin.',
  'guard-missing.one-good-item':
    '{graded, plural, =0 {No source is graded yet.} one {# source is graded, and not B2 or better.} other {# sources are graded, none of them B2 or better.}} Grade the sources, or add an observation of our own.',
  'guard-missing.positions-asked':
    '{unasked, plural, one {# party has} other {# parties have}} not been asked. Ask both for their positions.',
  'guard-missing.no-technical-failure':
    '{failed, plural, one {# item} other {# items}} failed the technical check. Resolve that first.',
  'guard-missing.mode-has-both-parties':
    'One party or both do not take part now. No joint finding is made; the finding of neutral staff is the highest.',
  'guard-missing.all-three-signed-this-content': '{signed, number} of {needed, number} have signed this content.',
  'guard-missing.within-the-window':
    'The signatures lie further apart than {days, plural, one {# day} other {# days}}. The earliest has to be given again.',
  'guard-missing.somebody-disputes-with-reasons':
    'No party disputes the facts in a position, or dissents with reasons.',
  'guard-missing.an-item-of-evidence': 'Nothing is on record for it. Add a source or evidence.',
  'guard-missing.reason-of-the-table': 'Choose a reason in the form.',
  'guard-missing.restriction-is-linked': 'Name the record that tells of the refusal in the form.',
  'guard-missing.negative-check': 'Note in the form the check that was made.',
  'guard-missing.review-date-is-near':
    'Choose a day from today on, at most {days, plural, one {# day} other {# days}} away.',
  'guard-missing.new-item-or-error-notice':
    '{new, plural, =0 {Nothing has come since it was decided. Say what the error is.} one {# item has come since it was decided. Name it, or say what the error is.} other {# items have come since it was decided. Name one, or say what the error is.}}',
  'guard-missing.liaison-reopens-once': 'Your party has reopened it before. The chair or a mediator may.',
  'guard-missing.is-the-alleged-party': 'Nobody but the party concerned names your party.',
  'guard-missing.formal-acknowledgement': 'State a formal position first that acknowledges it, whole or in part.',
  'guard-missing.at-least-corroborated': 'It has to be found corroborated first.',
  'guard-missing.three-groups-of-two-kinds':
    '{groups, number} of {neededGroups, number} independent origins and {kinds, number} of {neededKinds, number} kinds are on record.',
  'guard-missing.robust-to-the-line':
    'Note first whether the finding would be another under another reference line. Where it would, who did it is not assessed.',
  'guard-missing.alternatives-recorded': 'Record at least one other explanation first.',
  'guard-missing.attribution-is-firm': 'Who did it has to be acknowledged, or assessed with high confidence, first.',
  'guard-missing.provision-and-reading-cited': 'Name the provision and the reading in the form.',
  'guard-missing.parties-were-heard':
    '{unheard, plural, one {# party has} other {# parties have}} neither answered nor let the deadline pass. Wait, or ask.',

  'rules.title': 'How we decide',
  'rules.lead':
    'Four questions are answered apart: whether something happened, who did it, whether a provision was broken, and whether the parties agree. Everything below is what the service itself checks; nothing can be done that is not in these tables.',
  'rules.loading': 'Loading the rules',
  'rules.back': 'Back to the map',
  'rules.print': 'Print',
  'rules.mode': 'Who takes part now',
  'mode.full-joint': 'Both parties and neutral staff take part. Joint findings can be made.',
  'mode.one-party-absent':
    'One party does not take part now. Its position is taken from what it says in public and labelled so; nothing waits for it, and no joint finding is made.',
  'mode.mediators-only':
    'The mediators and neutral staff work without the parties. Their positions are taken from what they say in public and labelled so; no joint finding is made.',
  'rules.absent': 'Not taking part: the {party}.',
  'rules.ceiling': 'The highest finding is then “corroborated”: found by neutral staff, not jointly verified.',
  'rules.axes': 'The four questions',
  'axis.occurrence': 'Did it happen?',
  'axis.attribution': 'Who did it?',
  'axis.compliance': 'Was a provision broken?',
  'axis.agreement': 'Do the parties agree?',
  'axis-text.occurrence': 'Whether something happened, about there and about then. It says nothing of who did it.',
  'axis-text.attribution':
    'A question of its own. What the parties state is shown as stated; an assessment takes the chair and several reviewers.',
  'axis-text.compliance':
    'Always under a named reading of the agreement, because readings differ. The joint commission decides; the chair records it.',
  'axis-text.agreement':
    'Not decided by anybody: it follows from the signatures under the very content of the record. A party that does not answer is silent, which is not agreement.',
  'rules.moves': 'The table of steps',
  'rules.moves-of': 'Steps on the question “{axis}”',
  'rules.from': 'From',
  'rules.to': 'To',
  'rules.who': 'Whose word it takes',
  'rules.guards': 'Conditions, checked by the service',
  'rules.any-of': 'one of: {list}',
  'rules.all-of': 'all of: {list}',
  'rules.people': '{role} × {people, number}',
  'rules.as-before': 'where it was before',
  'rules.thresholds': 'Times and numbers',
  'rules.thresholds-text': 'The same for both parties. There is no place to set one for a single party.',
  'rules.hours': '{n, plural, one {# hour} other {# hours}}',
  'rules.days': '{n, plural, one {# day} other {# days}}',
  'threshold.acknowledgeHours': 'A report is taken note of within',
  'threshold.triageHours': 'A report is triaged within',
  'threshold.flashAnswerHours': 'Time to answer an urgent request',
  'threshold.ordinaryAnswerHours': 'Time to answer an ordinary request',
  'threshold.preliminaryHours': 'A preliminary result is due within',
  'threshold.decisionDays': 'A decision is due within',
  'threshold.signoffWindowDays': 'All signatures are given within',
  'threshold.longestSuspensionDays': 'A suspension lasts at most',
  'threshold.reviewers': 'Neutral reviewers for a finding',
  'threshold.independentGroups': 'Independent origins for “corroborated”',
  'threshold.groupsForAttribution': 'Independent origins for an assessment of who did it',
  'threshold.kindsForAttribution': 'Kinds of source for an assessment of who did it',
  'rules.invariants': 'What always holds',
  'invariant.nobody-reviews-their-own-submission': 'Nobody reviews what they submitted themselves.',
  'invariant.silence-is-never-assent': 'Silence is never agreement.',
  'invariant.no-party-moves-alone':
    'A party alone never changes whether something counts as having happened, and never edits the other party’s words.',
  'invariant.requests-go-to-both-at-once': 'Every request and every deadline goes to both parties at the same moment.',
  'invariant.joint-findings-have-three-signatures':
    'A joint finding carries three signatures under the same content: of both parties and of the chair.',
  'invariant.thresholds-are-the-same-for-both': 'Times and numbers are the same for both parties.',
  'invariant.every-step-is-on-record':
    'Every step is on record, with role, time, reason and the content it was made on.',
  'rules.grades': 'How sources are graded',
  'rules.grades-text':
    'Two judgements, made apart: how reliable the source is, and how credible this is. A reliable source can be wrong here, and an unreliable one right.',
  'rules.words': 'Words that we use',
  'rules.words-text':
    'What a party says is in quotation marks, in its own language, with its name: it “stated” it, whichever party it is. A report that is not borne out is “not substantiated”. No screen counts incidents by party.',
} as const;
