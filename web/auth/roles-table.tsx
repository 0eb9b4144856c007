import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { rolesQuery, type RoleShown } from './accounts.ts';
import { Loaded } from './loaded.tsx';

/** Who may do what, as the service has it. */
export function RolesTable() {
  const { t } = useI18n();
  const asked = useQuery(rolesQuery);
  return (
    <>
      <p className="auth-words">{t('roles.purpose')}</p>
      <Loaded asked={asked} rows={6}>
        {({ roles }) => <RoleRows roles={roles} />}
      </Loaded>
    </>
  );
}

/** One row a role. On a phone the rows are laid out as a list. */
export function RoleRows({ roles }: { roles: readonly RoleShown[] }) {
  const { t } = useI18n();
  return (
    <table className="auth-table roles">
      <thead>
        <tr>
          <th scope="col">{t('roles.column-role')}</th>
          <th scope="col">{t('roles.column-viewer')}</th>
          <th scope="col">{t('roles.column-may')}</th>
        </tr>
      </thead>
      <tbody>
        {roles.map(({ role, viewer, may }) => (
          <tr key={role}>
            <th scope="row">{t(`roles.name-${role}`)}</th>
            <td data-label={t('roles.column-viewer')}>{t(`roles.viewer-${viewer}`)}</td>
            <td data-label={t('roles.column-may')}>
              <ul>
                {may.map((action) => (
                  <li key={action}>{t(`roles.may-${action}`)}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
