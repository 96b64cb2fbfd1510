import { useState } from 'react';
import type { Failure } from '../../preload/failure.ts';
import type { Field, FieldFault } from '../../preload/fieldFault.ts';

type FieldFaults = { readonly [F in Field]?: FieldFault };

/** Faults that compare two fields: a change of the second one may correct them too. */
const comparedWith: { readonly [F in FieldFault]?: Field } = {
  'is-the-client-id': 'clientId',
  'is-the-client-secret': 'clientSecret',
};

/** The fields whose value may be doubtful. */
const credentials: readonly Field[] = ['clientId', 'clientSecret', 'refreshToken'];

/** The faults that main found. Each goes when its field changes, since main has not seen the new value. */
export function useFieldFaults(failure: Failure | undefined): {
  readonly faults: FieldFaults;
  /** Reports that these fields were changed. */
  readonly change: (fields: readonly string[]) => void;
  /** Notes what is being sent in spite of a doubt that was shown; gives the fields, with those noted before and unchanged. */
  readonly confirm: (isDoubt: (fault: FieldFault) => boolean) => { readonly confirmed?: readonly Field[] };
} {
  // Bound to its failure: a new one starts with all its faults.
  const [changed, setChanged] = useState<{ readonly since: Failure | undefined; readonly fields: readonly string[] }>();
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const fields = changed?.since === failure ? (changed?.fields ?? []) : [];
  const isChanged = (field: string, fault: FieldFault) =>
    fields.includes(field) || fields.some((other) => other === comparedWith[fault]);
  const found = failure?.code === 'fields' ? Object.entries(failure.fields) : [];
  const faults: FieldFaults = Object.fromEntries(found.filter(([field, fault]) => !isChanged(field, fault)));
  return {
    faults,
    confirm: (isDoubt) => {
      const isConfirmed = (field: Field): boolean => {
        const fault = faults[field];
        return confirmed.includes(field) || (fault !== undefined && isDoubt(fault));
      };
      const all = credentials.filter(isConfirmed);
      setConfirmed(all);
      return all.length === 0 ? {} : { confirmed: all };
    },
    change: (more) => {
      setConfirmed(confirmed.filter((field) => !more.includes(field)));
      if (failure?.code === 'fields') setChanged({ since: failure, fields: [...fields, ...more] });
    },
  };
}
