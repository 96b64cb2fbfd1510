import { Eye, EyeOff } from 'lucide-react';
import { type InputEvent, type ReactNode, type Ref, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { joinLines } from '../../preload/shared/joinLines.ts';
import { useShownSecret } from '../state/useShownSecret.ts';
import { locale, text } from '../words/text.ts';
import { classNames } from './classNames.ts';
import styles from './TextInput.module.css';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Where to find the value, or what it is for. */
  readonly help?: string;
  /** What an empty field means. */
  readonly placeholder?: string | undefined;
  /** What is wrong with it, in words. */
  readonly fault?: string | undefined;
  /** `code` in monospace; `secret` in monospace, and masked until the person shows it. */
  readonly look?: 'words' | 'code' | 'secret';
  readonly ref?: Ref<HTMLInputElement> | undefined;
  /** The number that ties the field to a picture. */
  readonly mark?: number | undefined;
  /** A button in the field. */
  readonly tool?: FieldTool | undefined;
}

/** What a button in a field does: its word, its name for screen readers, which holds that word. */
export interface FieldTool {
  readonly word: string;
  readonly name: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
}

/** A one-line field with its label, its help and its fault. */
export function TextInput({
  label,
  value,
  onChange,
  help,
  fault,
  placeholder,
  look = 'words',
  ref,
  ...more
}: TextInputProps) {
  const { mark, tool } = more;
  const [shown, setShown] = useState(false);
  const masked = look === 'secret' && !shown;
  useShownSecret(look === 'secret' && shown);
  return (
    <TextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      type={masked ? 'password' : 'text'}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
    >
      <div className={styles.head}>
        {mark !== undefined && (
          <span className={styles.mark} aria-hidden="true">
            {mark}
          </span>
        )}
        <Label className={styles.label ?? ''}>{label}</Label>
      </div>
      <div className={styles.box}>
        <Input
          {...(ref !== undefined && { ref })}
          {...(placeholder !== undefined && { placeholder })}
          {...(look !== 'words' && { onBeforeInput: insertOnOneLine })}
          className={classNames(
            styles.input,
            look !== 'words' && styles.code,
            look === 'secret' && styles.hidden,
            tool && styles.tooled,
          )}
        />
        <div className={styles.side}>
          {look === 'secret' && (
            <AriaButton
              className={styles.show ?? ''}
              aria-label={text(masked ? 'field.show' : 'field.hide', { field: inSentence(label) })}
              onPress={() => setShown(masked)}
            >
              {masked ? <Eye size={18} aria-hidden="true" /> : <EyeOff size={18} aria-hidden="true" />}
            </AriaButton>
          )}
          {tool !== undefined && (
            <AriaButton className={styles.tool ?? ''} aria-label={tool.name} onPress={tool.onPress}>
              {tool.icon}
              {tool.word}
            </AriaButton>
          )}
        </div>
      </div>
      <FieldError className={styles.fault ?? ''}>{fault}</FieldError>
      {help !== undefined && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
    </TextField>
  );
}

/** A field's label within a sentence; German writes its nouns with a capital there too. */
function inSentence(label: string): string {
  return locale().startsWith('de') ? label : label.toLowerCase();
}

/**
 * Joins the lines of a wrapped credential before it is inserted, by whichever way: pasted, dropped, or by main. In a
 * one-line field the browser would turn each break into a space, which main refuses. `insertText` inserts at the caret
 * and can be undone like a paste.
 */
function insertOnOneLine(event: InputEvent<HTMLInputElement>): void {
  const joined = joinLines(event.data);
  if (joined === event.data) return;
  event.preventDefault();
  document.execCommand('insertText', false, joined);
}
