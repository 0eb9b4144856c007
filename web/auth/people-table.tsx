import { useEffect, useRef, useState } from 'react';
import type { Invitation, PersonShown } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { PersonManage } from './person-manage.tsx';
import { stateWords } from './person-words.ts';
import { useSession } from './session.ts';

type PeopleTableProps = {
  readonly people: readonly PersonShown[];
  /** Something was done with somebody, in words. */
  readonly onChanged: (words: string) => void;
  readonly onLink: (person: PersonShown, invitation: Invitation) => void;
  readonly onSignedOut: () => void;
};

/** One row a person, and beneath the row of one of them what can be done. On a phone the rows are laid out as a list. */
export function PeopleTable({ people, ...told }: PeopleTableProps) {
  const { t } = useI18n();
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <table className="auth-table people">
      <caption className="visually-hidden">{t('people.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('people.column-person')}</th>
          <th scope="col">{t('people.column-role')}</th>
          <th scope="col">{t('people.column-state')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('people.column-manage')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOpen={person.id === openId}
            onToggle={() => setOpenId(person.id === openId ? null : person.id)}
            {...told}
          />
        ))}
      </tbody>
    </table>
  );
}

type PersonRowProps = Omit<PeopleTableProps, 'people'> & {
  readonly person: PersonShown;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

function PersonRow({ person, isOpen, onToggle, ...told }: PersonRowProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data } = useSession();
  const [now] = useState(() => Date.now());
  const panelId = `person-${person.id}`;
  const panel = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isOpen) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const { id, name, email, role } = person;
  return (
    <>
      <tr className={person.disabled ? 'person disabled' : 'person'}>
        <th scope="row">
          <bdi className="auth-strong">{name}</bdi>
          {id === data?.id ? <span className="auth-tag">{t('people.you')}</span> : null}
          <bdi className="auth-hint person-email" dir="ltr">
            {email}
          </bdi>
        </th>
        <td>{t(`roles.name-${role}`)}</td>
        <td className="person-state">{stateWords(i18n, person, now).join(' · ')}</td>
        <td>
          <button
            type="button"
            className="button"
            aria-label={t('people.manage-named', { name })}
            aria-expanded={isOpen}
            aria-controls={isOpen ? panelId : undefined}
            onClick={onToggle}
          >
            {t('people.manage')}
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr ref={panel} id={panelId} className="person-panel">
          <td colSpan={4}>
            <PersonManage key={`${role} ${person.disabled}`} person={person} isSelf={id === data?.id} {...told} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
