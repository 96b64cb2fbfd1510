import styles from './Ring.module.css';

const size = 84;
const width = 8;
const radius = (size - width) / 2;
const circumference = 2 * Math.PI * radius;

/** A ring filled clockwise by a share from 0 to 1. Screen readers skip it: the text beside it says the same. */
export function Ring({ share }: { readonly share: number }) {
  const drawn = Math.min(1, Math.max(0, share)) * circumference;
  return (
    <svg className={styles.ring} width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      {/* Only where nothing is left: in forced colours it is a thin line, which would be seen above the other. */}
      <circle
        className={styles.track}
        cx={size / 2}
        cy={size / 2}
        r={radius}
        strokeDasharray={`0 ${drawn} ${circumference}`}
      />
      {drawn > 0 && (
        <circle
          className={styles.left}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeDasharray={`${drawn} ${circumference}`}
        />
      )}
    </svg>
  );
}
