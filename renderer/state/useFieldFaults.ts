import { useState } from 'react';
import type { Failure, Field, FieldFault } from '../../preload/failure.ts';

type FieldFaults = { readonly [F in Field]?: FieldFault };

/** The fields that a fault is about beside its own: changing one of these may mend it as well. */
const ALIKE: { readonly [F in FieldFault]?: Field } = {
  'is-the-client-id': 'clientId',
  'is-the-client-secret': 'clientSecret',
};

/** The faults that main found, each until its field is changed: what stands there then, main has not seen. */
export function useFaults(failure: Failure | undefined): {
  readonly faults: FieldFaults;
  /** Tells that these fields were changed. */
  readonly mend: (changed: readonly string[]) => void;
} {
  // What was mended of one failure says nothing of the next.
  const [mended, setMended] = useState<{ readonly of: Failure | undefined; readonly fields: readonly string[] }>();
  const fields = mended?.of === failure ? (mended?.fields ?? []) : [];
  const isMended = (field: string, fault: FieldFault) =>
    fields.includes(field) || fields.some((changed) => changed === ALIKE[fault]);
  const found = failure?.code === 'fields' ? Object.entries(failure.fields) : [];
  return {
    faults: Object.fromEntries(found.filter(([field, fault]) => !isMended(field, fault))),
    mend: (changed) => {
      if (failure?.code === 'fields') setMended({ of: failure, fields: [...fields, ...changed] });
    },
  };
}
