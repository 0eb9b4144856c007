import type { ReactNode } from 'react';

type NoticeProps = {
  readonly title: string;
  readonly text: string;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
};

/** A designed state in place of content: what is the matter, and the next step in words. */
export function Notice({ title, text, role = 'status', children }: NoticeProps) {
  return (
    <div className="notice" role={role}>
      <p className="notice-title">{title}</p>
      <p className="notice-text">{text}</p>
      {children === undefined ? null : <div className="notice-actions">{children}</div>}
    </div>
  );
}
