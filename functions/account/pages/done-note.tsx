import { Icon } from '../../../shared/http/pages/icons.tsx';

/** One line that says that something was done. */
export function DoneNote({ text }: { readonly text: string }) {
  return (
    <p class="told" role="status">
      <Icon name="check" /> {text}
    </p>
  );
}
