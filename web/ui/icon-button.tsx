import { Icon, type IconName } from './icon.tsx';

type IconButtonProps = {
  readonly icon: IconName;
  /** Its name for those who do not see the icon, and its tip. */
  readonly label: string;
  readonly onClick: () => void;
  readonly className: string;
  /** The icon's side, CSS pixels. */
  readonly size?: number;
  /** Left out for a button that does not stay pressed. */
  readonly isPressed?: boolean | undefined;
  readonly isDisabled?: boolean;
};

/** A button that shows an icon alone. */
export function IconButton({
  icon,
  label,
  onClick,
  className,
  size = 18,
  isPressed,
  isDisabled = false,
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}
