import { useId } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { isolated } from '../../preload/shared/names.ts';
import type { ConnectionActs } from '../menus/ConnectionMenu.tsx';
import { Button } from '../parts/Button.tsx';
import { useLasting } from '../state/useLasting.ts';
import { useNowNear } from '../state/useNow.ts';
import { freshnessText, slowMs } from '../words/freshnessText.ts';
import { hintText } from '../words/keysText.ts';
import { text } from '../words/text.ts';
import { momentText } from '../words/timeText.ts';
import { CopyButton } from './CopyButton.tsx';
import { MoreButton } from './MoreButton.tsx';
import styles from './TokenActions.module.css';
import type { PageAction } from './usePageActions.ts';

interface TokenActionsProps {
  readonly connection: ConnectionState;
  readonly formats: readonly CopyFormat[];
  readonly defaultFormat: CopyFormat;
  /** There is a token, or there can be one without a new sign-in: else the menu stands alone. */
  readonly hasToken: boolean;
  readonly acts: ConnectionActs;
  readonly busy: ReadonlySet<PageAction>;
  readonly isRenewing: boolean;
  /** What takes its time is the person's answer to the keychain. */
  readonly isKeychainAsking: boolean;
  /** Copying is the page's main button, unless a failure has one. */
  readonly isMain: boolean;
  readonly isRevealed: boolean;
  /** The person has just had it renewed. */
  readonly isRenewed: boolean;
  /** How long a copied token lives on at least. */
  readonly freshMinutes: number;
  readonly onCopy: (format?: CopyFormat) => void;
  readonly onReveal: () => void;
  readonly onRenew: () => void;
}

/** The buttons that copy, reveal and renew the token, and the menu of what is done more rarely. */
export function TokenActions({
  connection,
  formats,
  defaultFormat,
  hasToken,
  acts,
  busy,
  isRenewing,
  isKeychainAsking,
  isMain,
  isRevealed,
  isRenewed,
  freshMinutes,
  onCopy,
  onReveal,
  onRenew,
}: TokenActionsProps) {
  const freshnessId = useId();
  const now = useNowNear(connection.accessToken?.expiresAt ?? 0);
  const isSlow = useLasting(isRenewing && !isKeychainAsking, slowMs);
  const { name, accessToken } = connection;
  const renewed =
    isRenewed && accessToken !== undefined
      ? text('token.renewed', { name: isolated(name), until: momentText(accessToken.expiresAt, now) })
      : undefined;
  if (!hasToken)
    return (
      <div className={styles.actions}>
        <MoreButton acts={acts} />
      </div>
    );
  return (
    <div className={styles.actions}>
      <CopyButton
        connection={connection}
        formats={formats}
        defaultFormat={defaultFormat}
        isBusy={busy.has('copy')}
        isMain={isMain}
        describedBy={freshnessId}
        onCopy={onCopy}
      />
      <Button
        isBusy={busy.has('reveal')}
        onPress={onReveal}
        label={text(isRevealed ? 'token.hideIt' : 'token.revealIt')}
      >
        {text(isRevealed ? 'token.hide' : 'token.reveal')}
      </Button>
      <div title={hintText(text('act.renew'), 'renew')}>
        <Button isBusy={busy.has('renew') || isRenewing} onPress={onRenew}>
          {text('act.renew')}
        </Button>
      </div>
      <MoreButton acts={acts} />
      <p id={freshnessId} className={styles.freshness}>
        {/* There before its text, which a screen reader announces only then. */}
        <span role="status">{isSlow ? text('freshness.noAnswerYet') : renewed}</span>
        {!isSlow && renewed === undefined && freshnessText(connection, now, freshMinutes)}
      </p>
    </div>
  );
}
