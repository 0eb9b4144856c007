import { setupI18n } from '@lingui/core';
import { compileMessage, type CompiledMessage } from '@lingui/message-utils/compileMessage';
import { en } from './en.ts';
import { LOCALE_OF, type UiLanguage } from './languages.ts';

export type MessageKey = keyof typeof en;
/** Whether there is a sentence for a key that was put together from data. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
export type MessageValues = Readonly<Record<string, string | number>>;
/** The sentence for a key in the language of the screen; ICU placeholders and plurals are filled from `values`. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;
/** What a translator supplies: a subset of the keys; the rest falls back to English, key by key. */
export type Catalogue = Readonly<Partial<Record<MessageKey, string>>>;

const compiled = new Map<string, CompiledMessage>();

function compileOnce(message: string): CompiledMessage {
  let tokens = compiled.get(message);
  if (!tokens) {
    tokens = compileMessage(message);
    compiled.set(message, tokens);
  }
  return tokens;
}

/** A translator for one language; keys that its catalogue lacks are answered in English. */
export function createTranslate(language: UiLanguage, catalogue: Catalogue): Translate {
  const i18n = setupI18n();
  i18n.setMessagesCompiler(compileOnce);
  i18n.loadAndActivate({ locale: language, locales: LOCALE_OF[language], messages: { ...en, ...catalogue } });
  return (key, values) => i18n._(key, values);
}
