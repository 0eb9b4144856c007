import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonShown } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { peopleQuery } from './accounts.ts';
import { EvidenceAlarmsNotice } from './evidence-alarms.tsx';
import { Field, Success } from './field.tsx';
import { InviteForm } from './invite-form.tsx';
import { LinkToPassOn, type Link } from './link-to-pass-on.tsx';
import { Loaded } from './loaded.tsx';
import { PeopleTable } from './people-table.tsx';
import { peopleMatching } from './person-words.ts';

/** Everybody with an account, for administrators: invited, and their role and access changed. */
export function PeoplePanel({ onSignedOut }: { onSignedOut: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const asked = useQuery(peopleQuery);
  const [q, setQ] = useState('');
  const [link, setLink] = useState<Link | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: peopleQuery.queryKey });
  const show = (person: PersonShown, invitation: Link['invitation']): void => {
    setTold(null);
    setLink({ name: person.name, invitation });
    void reload();
  };
  return (
    <>
      <p className="auth-words">{t('people.purpose')}</p>
      <EvidenceAlarmsNotice />
      <InviteForm onInvited={({ person, invitation }) => show(person, invitation)} />
      {link === null ? null : <LinkToPassOn key={link.invitation?.token ?? link.name} link={link} />}
      <Success words={told} />
      <Loaded asked={asked} rows={5}>
        {({ people }) => {
          const found = peopleMatching(i18n, people, q);
          return (
            <>
              <div className="people-head">
                <Field label={t('people.find')} type="search" autoComplete="off" dir="auto" value={q} onValue={setQ} />
                <p className="auth-hint" role="status">
                  {t('people.count', { n: found.length })}
                </p>
              </div>
              {found.length === 0 ? <p className="auth-hint">{t('people.none-found', { q })}</p> : null}
              <PeopleTable
                people={found}
                onChanged={(words) => {
                  setLink(null);
                  setTold(words);
                  void reload();
                }}
                onLink={show}
                onSignedOut={onSignedOut}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
