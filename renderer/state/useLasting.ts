import { useEffect, useState } from 'react';

/** Whether something has lasted for this long without a break, milliseconds. */
export function useLasting(isOn: boolean, duration: number): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setLasted(true), duration);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [isOn, duration]);
  return isOn && hasLasted;
}
