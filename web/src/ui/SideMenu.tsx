/** The places as a drawer, for narrow screens; apart, because few ever open it. */
import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../messages";
import styles from "./Shell.module.css";

export default function SideMenu({
  opened,
  onClose,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size="17rem"
      title={words.name}
      closeButtonProps={{ "aria-label": words.act.close }}
    >
      <nav className={styles.drawer} aria-label={words.nav.label}>
        {children}
      </nav>
    </Drawer>
  );
}
