/** A field for a password, with the button that shows it named in the page's language. */
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useWords } from "../messages";

export function Secret(props: PasswordInputProps) {
  const words = useWords().session;
  return <PasswordInput visibilityToggleButtonProps={{ "aria-label": words.reveal }} {...props} />;
}
